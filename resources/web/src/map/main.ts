/** Entry of the map page's bundle: dist/map.js and dist/map.css. */
import "leaflet/dist/leaflet.css";
import L from "leaflet";

export const leafletVersion: string = L.version;
