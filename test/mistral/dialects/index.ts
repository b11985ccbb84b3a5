import type { DialectName } from "../mood";
import type { ServerDialect } from "./dialect";
import { llamacpp } from "./llamacpp";
import { lmstudio } from "./lmstudio";
import { ollama } from "./ollama";
import { vllm } from "./vllm";

export const dialects: Readonly<Record<DialectName, ServerDialect>> = { vllm, llamacpp, lmstudio, ollama };
