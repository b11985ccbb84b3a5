import downIcon from "@vscode/codicons/src/icons/arrow-down.svg";
import type { WaitView } from "../../chat/protocol";
import { memo } from "../memo";
import type { Turns } from "../turns";
import { useEarlierTurns } from "../useEarlierTurns";
import { useStickyScroll } from "../useStickyScroll";
import { EmptyState } from "./EmptyState";
import { Icon } from "./Icon";
import { TurnView } from "./TurnView";

interface Properties {
  readonly id: string;
  readonly turns: Turns;
  /** The last turn is being answered. */
  readonly answering: boolean;
  readonly waiting: WaitView | undefined;
  /** For how many milliseconds the server has said nothing. */
  readonly silentFor: number | undefined;
  readonly examples: readonly string[];
  /** Puts an example into the message box. */
  readonly onExample: (text: string) => void;
}

export const Conversation = memo(({ id, turns, answering, waiting, silentFor, examples, onExample }: Properties) => {
  const { scroller, away, restoredTurn, toBottom, letGo } = useStickyScroll(id, turns.length);
  const { first, showEarlier } = useEarlierTurns(scroller, turns.length, restoredTurn);

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
          {first > 0 && (
            <button type="button" class="link-button earlier" onClick={showEarlier}>
              Show earlier messages
            </button>
          )}
          {turns.slice(first).map((turn, index) => (
            <TurnView
              key={first + index}
              index={first + index}
              turn={turn}
              answering={answering && first + index === turns.length - 1}
              waiting={first + index === turns.length - 1 ? waiting : undefined}
              silentFor={first + index === turns.length - 1 ? silentFor : undefined}
              isLast={first + index === turns.length - 1}
              isBusy={answering}
            />
          ))}
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
