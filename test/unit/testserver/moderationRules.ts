import type { Rule } from "./rule";

const user = { role: "user", content: "Hello" };
const long = "x".repeat(4 * 131_072);

export const moderationRules: readonly Rule[] = [
  {
    name: "unknown fields",
    refused: { threshold: 1 },
    accepted: { metadata: {} },
    status: 422,
    says: /extra_forbidden/,
  },
  { name: "no texts", refused: { input: [] }, accepted: { input: ["a"] }, status: 422, says: /too_short/ },
  { name: "messages", refused: { input: [user] }, accepted: { input: "Hello" }, status: 422, says: /string_type/ },
  {
    name: "a chat model",
    refused: { model: "mistral-medium-latest" },
    accepted: {},
    status: 400,
    says: /does not support moderation/,
  },
  {
    name: "a text too long",
    refused: { input: `${long}x` },
    accepted: { input: long },
    status: 400,
    says: /maximum context/,
  },
];

export const chatModerationRules: readonly Rule[] = [
  { name: "a text", refused: { input: "Hello" }, accepted: { input: [user] }, status: 422, says: /list_type/ },
  { name: "metadata", refused: { metadata: {} }, accepted: {}, status: 422, says: /extra_forbidden/ },
  {
    name: "no messages",
    refused: { input: [] },
    accepted: { input: [[user], [user]] },
    status: 422,
    says: /too_short/,
  },
  {
    name: "an unknown role",
    refused: { input: [[{ ...user, role: "robot" }]] },
    accepted: {},
    status: 422,
    says: /union_tag_invalid/,
  },
];
