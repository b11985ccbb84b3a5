import type { Message } from "./messages";

/** The API's limits: images in one request, and bytes in one image. */
const MOST = 8;
const LARGEST = 10 * 1024 * 1024;

const BLIND = "this model cannot see";
const TOO_MANY = `only the latest ${MOST} are sent`;
const TOO_LARGE = "larger than 10 MB";
const NO_IMAGE = "not the address of an image";

/**
 * Leaves out the images that a model cannot be shown, and says so where they stood.
 * @param sees undefined if it is not known; then the server decides
 */
export function imagesWithinLimits(history: readonly Message[], sees: boolean | undefined): Message[] {
  let room = MOST;
  const verdict = (image: string): string | undefined => {
    const wrong = sees === false ? BLIND : whyNot(image);
    if (wrong !== undefined) {
      return wrong;
    }
    room -= 1;
    return room < 0 ? TOO_MANY : undefined;
  };
  // From the end, because the latest are what the person asks about.
  return history
    .toReversed()
    .map((message) => shown(message, verdict))
    .toReversed();
}

function shown(message: Message, verdict: (image: string) => string | undefined): Message {
  if (message.role !== "user" || message.images === undefined) {
    return message;
  }
  const { images, ...rest } = message;
  const judged = images
    .toReversed()
    .map((image) => ({ image, wrong: verdict(image) }))
    .toReversed();
  const kept = judged.flatMap(({ image, wrong }) => (wrong === undefined ? [image] : []));
  const notes = judged.flatMap(({ wrong }) => (wrong === undefined ? [] : [`[image left out: ${wrong}]`]));
  const content = [rest.content, ...notes].filter((line) => line !== "").join("\n");
  return { ...rest, content, ...(kept.length > 0 ? { images: kept } : {}) };
}

function whyNot(image: string): string | undefined {
  const data = /^data:image\/[\w.+-]+;base64,/.exec(image);
  if (data === null) {
    return image.startsWith("https://") ? undefined : NO_IMAGE;
  }
  return ((image.length - data[0].length) * 3) / 4 > LARGEST ? TOO_LARGE : undefined;
}
