/** What is used of a page's globals; this is compiled without the DOM's types. */
interface PageGlobals {
  requestAnimationFrame(callback: (time: number) => void): number;
  codestralFrames?: { frames: Frame[]; isRunning: boolean };
  readonly document: PageDocument;
  readonly MessageChannel: new () => { readonly port1: PagePort; readonly port2: PagePort };
}

/** What is used of a page's message ports. */
interface PagePort {
  addEventListener(type: "message", heard: () => void): void;
  postMessage(message: number): void;
  start(): void;
  close(): void;
}

/** What is used of a page's document. */
interface PageDocument {
  querySelector(selector: string): object | null;
}

/** Milliseconds. */
export interface Frame {
  /** From the frame's beginning until all that belongs to it was run, laid out and painted by the main thread. */
  readonly work: number;
  /** Since the frame before it began. */
  readonly interval: number;
}

/** Runs in the page: notes down each frame until `takeFrames`. */
export function watchFrames(): void {
  const page = globalThis as unknown as PageGlobals;
  const channel = new page.MessageChannel();
  const watched = { frames: [] as Frame[], isRunning: true };
  page.codestralFrames = watched;
  let last = performance.now();
  let begun = 0;
  // A message is handled after the frame's rendering.
  channel.port1.addEventListener("message", () => {
    watched.frames.push({ work: performance.now() - begun, interval: begun - last });
    last = begun;
    if (watched.isRunning) page.requestAnimationFrame(frame);
    else channel.port1.close();
  });
  channel.port1.start();
  const frame = () => {
    begun = performance.now();
    channel.port2.postMessage(0);
  };
  page.requestAnimationFrame(frame);
}

/** Runs in the page: what was noted down. */
export function takeFrames(): Frame[] {
  const watched = (globalThis as unknown as PageGlobals).codestralFrames;
  if (!watched) return [];
  watched.isRunning = false;
  return watched.frames;
}

/** Runs in the page. @returns when the first turn was drawn, in milliseconds since the page began */
export function shownAt(): Promise<number> {
  const page = globalThis as unknown as PageGlobals;
  return new Promise((resolve) => {
    const look = () => {
      if (page.document.querySelector(".turn")) resolve(performance.now());
      else page.requestAnimationFrame(look);
    };
    look();
  });
}
