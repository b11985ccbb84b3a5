import errorIcon from "@vscode/codicons/src/icons/error.svg";
import infoIcon from "@vscode/codicons/src/icons/info.svg";
import type { ProblemAction, ProblemView } from "../../chat/protocol";
import { useHost } from "../host";
import { memo } from "../memo";
import { Icon } from "./Icon";
import { Link } from "./Link";

const actionLabels: Record<ProblemAction, string> = {
  setApiKey: "Set API Key",
  manageApiKeys: "Manage API Keys",
  pickChatModel: "Pick a Model",
  retry: "Try Again",
  continue: "Continue",
  showLog: "Show Log",
  openSettings: "Open Settings",
  newChat: "New Chat",
};

interface Properties {
  readonly problem: ProblemView;
  /** `alert`: something just failed. `status`: something stands in the way until it is settled. */
  readonly role: "alert" | "status";
  /** Whether the question that it came of can be asked again. */
  readonly canRetry?: boolean;
}

export const Problem = memo(({ problem: { sentence, action, hint }, role, canRetry }: Properties) => {
  const host = useHost();
  const cure = action === "retry" ? undefined : action;
  const isRetry = action === "retry" || canRetry;
  const offers = ([cure, isRetry && "retry"] as const).filter((one) => one !== undefined && one !== false);
  return (
    <div class={`problem problem-${role}`} role={role}>
      <Icon svg={role === "alert" ? errorIcon : infoIcon} />
      <div class="problem-body">
        <span class="problem-sentence">
          {sentence}
          {hint && (
            <span class="problem-hint">
              <Link href={hint.url}>{hint.label}</Link> {hint.about}
            </span>
          )}
        </span>
        {offers.length > 0 && (
          <span class="problem-actions">
            {offers.map((offer, index) => (
              <button
                key={offer}
                type="button"
                class={index === 0 ? "button" : "button button-secondary"}
                onClick={() => host.post({ type: "action", action: offer })}
              >
                {actionLabels[offer]}
              </button>
            ))}
          </span>
        )}
      </div>
    </div>
  );
});
