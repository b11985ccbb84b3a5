import { PLACEHOLDER } from "../../mistral/privacy/vault";
import type { TrimRule } from "./rule";

/** A secret of another file stays a placeholder here, and that is no code. */
export const placeholder: TrimRule = {
  trim(suggestion, { prefix, suffix }) {
    const foreign = suggestion.text.match(PLACEHOLDER)?.some((one) => !prefix.includes(one) && !suffix.includes(one));
    return foreign ? undefined : suggestion;
  },
};
