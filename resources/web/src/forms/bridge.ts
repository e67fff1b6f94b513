// What the page says to the desktop through Qt's channel.
export interface Desktop {
  report_ready(): void;
  report_shown(milliseconds: number): void;
  report_submitted(xml: string): void;
  report_failed(message: string): void;
}

interface Channel {
  objects: { bridge: Desktop };
}
declare const qt: { webChannelTransport: unknown };
declare const QWebChannel: new (transport: unknown, ready: (channel: Channel) => void) => void;

export function connect(ready: (desktop: Desktop) => void): void {
  new QWebChannel(qt.webChannelTransport, (channel) => ready(channel.objects.bridge));
}
