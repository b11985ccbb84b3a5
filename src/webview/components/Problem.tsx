import errorIcon from "@vscode/codicons/src/icons/error.svg";
import infoIcon from "@vscode/codicons/src/icons/info.svg";
import type { ProblemAction, ProblemView } from "../../chat/protocol";
import { useHost } from "../host";
import { memo } from "../memo";
import { Icon } from "./Icon";

const actionLabels: Record<ProblemAction, string> = {
  setApiKey: "Set API Key",
  manageApiKeys: "Manage API Keys",
  pickChatModel: "Pick a Model",
  retry: "Try Again",
  showLog: "Show Log",
  openSettings: "Open Settings",
  newChat: "New Chat",
};

interface Properties {
  readonly problem: ProblemView;
  /** `alert`: something just failed. `status`: something stands in the way until it is settled. */
  readonly role: "alert" | "status";
}

export const Problem = memo(({ problem: { sentence, action }, role }: Properties) => {
  const host = useHost();
  return (
    <div class={`problem problem-${role}`} role={role}>
      <Icon svg={role === "alert" ? errorIcon : infoIcon} />
      <div class="problem-body">
        <span class="problem-sentence">{sentence}</span>
        {action && (
          <button type="button" class="button" onClick={() => host.post({ type: "action", action })}>
            {actionLabels[action]}
          </button>
        )}
      </div>
    </div>
  );
});
