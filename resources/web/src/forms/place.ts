// Where the preview says that the phone is: three metres from the sample visit's pin. Not on it: the
// engine's distance of a place to itself may come out as no number.
type Heard = (position: GeolocationPosition) => void;
type Refused = ((error: GeolocationPositionError) => void) | null;

const THREE_METRES = 0.00003;

let place: [number, number] | null = null;

export function standAt(position: [number, number] | null): void {
  place = position;
}

function tell(heard: Heard, refused?: Refused): void {
  if (place === null) {
    refused?.({ code: 2, message: "" } as GeolocationPositionError);
    return;
  }
  const [pin, longitude] = place;
  const coords = { latitude: Number((pin + THREE_METRES).toFixed(6)), longitude, altitude: 0, accuracy: 4, altitudeAccuracy: null };
  heard({ coords, timestamp: Date.now() } as unknown as GeolocationPosition);
}

const later = (heard: Heard, refused?: Refused): number => setTimeout(() => tell(heard, refused), 50);

const phone = {
  getCurrentPosition: later,
  watchPosition: later,
  clearWatch: (watch: number) => clearTimeout(watch),
};
Object.defineProperty(navigator, "geolocation", { value: phone, configurable: true });
