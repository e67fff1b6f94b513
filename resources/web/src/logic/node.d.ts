// The few parts of Node and jsdom that the worker uses; their whole types would reach into the pages.
declare module "node:module" {
  export function createRequire(from: string): unknown;
}
declare module "node:readline" {
  export function createInterface(options: { input: unknown; crlfDelay: number }): {
    on(event: "line", heard: (line: string) => void): void;
    on(event: "close", heard: () => void): void;
  };
}
declare module "node:crypto" {
  export function createHash(name: string): { update(text: string): { digest(as: "hex"): string } };
}
declare module "jsdom" {
  export class JSDOM {
    constructor(html: string);
    readonly window: Record<string, unknown>;
  }
}
declare const process: {
  stdin: unknown;
  stdout: { write(text: string): void };
  exit(code: number): never;
};
