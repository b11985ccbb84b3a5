import { memo } from "../memo";

/** A picture that says nothing which is not also said in words. `svg` is the text of one of ours or of codicons. */
export const Icon = memo(({ svg, spin = false }: { svg: string; spin?: boolean }) => (
  <span class={spin ? "icon icon-spin" : "icon"} aria-hidden="true" dangerouslySetInnerHTML={{ __html: svg }} />
));
