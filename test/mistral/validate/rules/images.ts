import { badRequest } from "../../refusals";
import type { ChatMessage } from "../../requests";
import type { ChatRule } from "../chatRule";
import { can } from "../model";

const maxImages = 8;
const maxBytes = 10 * 1024 * 1024;

/** At most 8 images of at most 10 MB each, for a model that sees. */
export const imagesWithinLimits: ChatRule = (request, card) => {
  const images = request.messages.flatMap(imagesOf);
  if (images.length === 0) return undefined;
  if (!can(card, "vision")) return badRequest(`Image input is not enabled for model ${request.model}`);
  if (images.length > maxImages) {
    return badRequest(`Too many images in request: ${images.length}, the maximum is ${maxImages}`);
  }
  return images.some((url) => bytesOf(url) > maxBytes)
    ? badRequest("Image is too large, the maximum size is 10 MB")
    : undefined;
};

function imagesOf(message: ChatMessage): string[] {
  const { content } = message;
  if (content === null || content === undefined || typeof content === "string") return [];
  return content.flatMap((chunk) => {
    if (chunk.type !== "image_url") return [];
    return [typeof chunk.image_url === "string" ? chunk.image_url : chunk.image_url.url];
  });
}

/** The size of an image that is in the request itself; others count nothing. */
function bytesOf(url: string): number {
  const data = /^data:[^,]*;base64,/.exec(url);
  return data === null ? 0 : Math.floor(((url.length - data[0].length) * 3) / 4);
}
