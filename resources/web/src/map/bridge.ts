// The page's only way to speak to Python: one object of typed slots, given by Qt's web channel.
export interface Bridge {
  report_ready(): void;
  report_selected(id: string): void;
  report_hovered(id: string): void;
  report_opened(id: string): void;
  report_follow_released(): void;
  report_view(lat: number, lon: number, zoom: number): void;
  report_replay(seconds: number, isPlaying: boolean): void;
  report_moment(id: string, seconds: number): void;
  report_zone(ring: string): void;
  report_lasso(ring: string, adds: boolean): void;
  report_key(key: string): void;
  report_pin(lat: number, lon: number, zoom: number): void;
}

interface Channel {
  objects: { bridge: Bridge };
}

declare global {
  interface Window {
    qt?: { webChannelTransport: unknown };
    QWebChannel?: new (transport: unknown, then: (channel: Channel) => void) => unknown;
  }
}

/** Resolves when Qt has answered; a page opened outside the desktop stays silent. */
export function connect(): Promise<Bridge | null> {
  return new Promise((resolve) => {
    if (!window.qt || !window.QWebChannel) resolve(null);
    else new window.QWebChannel(window.qt.webChannelTransport, (channel) => resolve(channel.objects.bridge));
  });
}
