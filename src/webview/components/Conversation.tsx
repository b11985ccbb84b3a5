import downIcon from "@vscode/codicons/src/icons/arrow-down.svg";
import type { WaitView } from "../../chat/protocol";
import { memo } from "../memo";
import type { Turns } from "../turns";
import { useEarlierTurns } from "../useEarlierTurns";
import { useStickyScroll } from "../useStickyScroll";
import { useTurnKeys } from "../useTurnKeys";
import { EmptyState } from "./EmptyState";
import { Icon } from "./Icon";
import { TurnView } from "./TurnView";

interface Properties {
  readonly id: string;
  readonly turns: Turns;
  /** How many turns went before them. */
  readonly earlier: number;
  /** What has gone wrong at the end has been told before. */
  readonly isTold: boolean;
  /** The last turn is being answered. */
  readonly answering: boolean;
  readonly waiting: WaitView | undefined;
  /** For how many milliseconds the server has said nothing. */
  readonly silentFor: number | undefined;
  readonly examples: readonly string[];
  /** Puts an example into the message box. */
  readonly onExample: (text: string) => void;
}

export const Conversation = memo((properties: Properties) => {
  const { id, turns, earlier, isTold, answering, waiting, silentFor, examples, onExample } = properties;
  const { scroller, away, toBottom, letGo } = useStickyScroll(id, earlier + turns.length);
  const showEarlier = useEarlierTurns(scroller, id, earlier);
  useTurnKeys(scroller, letGo);

  const onClickCapture = ({ target }: MouseEvent) => {
    if (target instanceof Element && target.closest("[aria-expanded]")) letGo();
  };

  return (
    <div class="conversation">
      <div
        ref={scroller}
        class="log"
        role="log"
        aria-label="Conversation"
        aria-live="polite"
        tabIndex={0}
        onClickCapture={onClickCapture}
      >
        <div class="turns">
          {earlier > 0 && (
            <button type="button" class="link-button earlier" onClick={showEarlier}>
              Show earlier messages
            </button>
          )}
          {turns.map((turn, index) => {
            const isLast = index === turns.length - 1;
            return (
              <TurnView
                key={earlier + index}
                index={earlier + index}
                turn={turn}
                answering={answering && isLast}
                waiting={isLast ? waiting : undefined}
                silentFor={isLast ? silentFor : undefined}
                isLast={isLast}
                isTold={isTold}
                isBusy={answering}
              />
            );
          })}
          {turns.length === 0 && <EmptyState examples={examples} onExample={onExample} />}
        </div>
      </div>
      {away && (
        <button
          type="button"
          class="to-bottom"
          aria-label="Scroll to bottom"
          title="Scroll to bottom"
          onClick={toBottom}
        >
          <Icon svg={downIcon} />
        </button>
      )}
    </div>
  );
});
