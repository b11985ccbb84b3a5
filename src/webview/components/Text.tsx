import { useRef } from "preact/hooks";
import { extendBlocks, lastBlock, noBlocks, withLineFeeds } from "../blocks";
import { answerCap, capped } from "../caps";
import { memo } from "../memo";
import { useThrottled } from "../useThrottled";
import { CapNotice } from "./CapNotice";
import { MarkdownBlock } from "./MarkdownBlock";

/** A block that grows beyond this while it is written is rendered again at intervals, not at every frame. */
const long = 8_000;
/** The longer it is, the longer they are: 250 ms at first. */
const charactersPerMs = 32;

interface Properties {
  readonly text: string;
  /** Still being written. */
  readonly open: boolean;
}

export const Text = memo(({ text, open }: Properties) => {
  const { shown, of } = capped(text, answerCap);
  const blocks = useRef(noBlocks);
  const unfinished = shown.length - blocks.current.doneLength;
  const interval = open && unfinished > long ? unfinished / charactersPerMs : 0;
  blocks.current = extendBlocks(blocks.current, useThrottled(withLineFeeds(shown), interval));
  const { done } = blocks.current;
  const last = lastBlock(blocks.current, open);
  return (
    <div class="markdown">
      {[...done, last].map((pieces, index) => (
        <MarkdownBlock key={index} pieces={pieces} open={open && index === done.length} />
      ))}
      {of !== undefined && <CapNotice shown={shown.length} of={of} whole={text} />}
    </div>
  );
});
