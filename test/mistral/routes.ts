import { chat } from "./endpoints/chat";
import {
  appendToConversation,
  conversationHistory,
  conversationMessages,
  deleteConversation,
  getConversation,
  listConversations,
  restartConversation,
  startConversation,
} from "./endpoints/conversations";
import { embeddings } from "./endpoints/embeddings";
import type { Exchange } from "./endpoints/exchange";
import { fim } from "./endpoints/fim";
import { model } from "./endpoints/model";
import { models } from "./endpoints/models";
import { chatModerations, moderations } from "./endpoints/moderations";
import { ocr } from "./endpoints/ocr";
import type { Endpoint } from "./mood";

/** Where a request goes. */
export interface Route {
  readonly method: string;
  /** One segment may be `{id}`. */
  readonly path: string;
  readonly endpoint: Endpoint;
  readonly answer: (exchange: Exchange) => Promise<void>;
  /** Servers that run the open weights have it too. */
  readonly everywhere?: boolean;
}

const routes: readonly Route[] = [
  { method: "GET", path: "/v1/models", endpoint: "models", answer: models, everywhere: true },
  { method: "GET", path: "/v1/models/{id}", endpoint: "models", answer: model },
  { method: "POST", path: "/v1/fim/completions", endpoint: "fim", answer: fim },
  { method: "POST", path: "/v1/chat/completions", endpoint: "chat", answer: chat, everywhere: true },
  { method: "POST", path: "/v1/embeddings", endpoint: "embeddings", answer: embeddings },
  { method: "POST", path: "/v1/moderations", endpoint: "moderations", answer: moderations },
  { method: "POST", path: "/v1/chat/moderations", endpoint: "moderations", answer: chatModerations },
  { method: "POST", path: "/v1/ocr", endpoint: "ocr", answer: ocr },
  { method: "GET", path: "/v1/conversations", endpoint: "conversations", answer: listConversations },
  { method: "POST", path: "/v1/conversations", endpoint: "conversations", answer: startConversation },
  { method: "GET", path: "/v1/conversations/{id}", endpoint: "conversations", answer: getConversation },
  { method: "POST", path: "/v1/conversations/{id}", endpoint: "conversations", answer: appendToConversation },
  { method: "DELETE", path: "/v1/conversations/{id}", endpoint: "conversations", answer: deleteConversation },
  { method: "POST", path: "/v1/conversations/{id}/restart", endpoint: "conversations", answer: restartConversation },
  { method: "GET", path: "/v1/conversations/{id}/history", endpoint: "conversations", answer: conversationHistory },
  { method: "GET", path: "/v1/conversations/{id}/messages", endpoint: "conversations", answer: conversationMessages },
];

export interface Match {
  readonly route: Route | undefined;
  /** What stands in place of `{id}`. */
  readonly id: string;
  /** The methods that this path takes. */
  readonly allowed: readonly string[];
}

/** The route of this path and method, or one of this path if the method is wrong. */
export function routeOf(method: string, path: string): Match {
  const fits = routes.flatMap((route) => {
    const id = idIn(route.path, path);
    return id === undefined ? [] : [{ route, id }];
  });
  const { route, id } = fits.find((fit) => fit.route.method === method) ?? fits[0] ?? { route: undefined, id: "" };
  return { route, id, allowed: fits.map((fit) => fit.route.method) };
}

/** What the path has in place of the pattern's `{id}`, "" if there is no such place, undefined if they do not match. */
function idIn(pattern: string, path: string): string | undefined {
  const wanted = pattern.split("/");
  const given = path.split("/");
  const fits = wanted.length === given.length && wanted.every((part, at) => part === "{id}" || part === given[at]);
  if (!fits) return undefined;
  const at = wanted.indexOf("{id}");
  return at < 0 ? "" : decoded(given[at] ?? "");
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
