import fileIcon from "@vscode/codicons/src/icons/file-code.svg";
import type { PlaceView } from "../../chat/protocol";
import { revealUnseen } from "../hidden";
import { useHost } from "../host";
import { placeLabel } from "../links";
import { Icon } from "./Icon";

/** `src/a.ts:10–20`; a click opens it. */
export function PlaceButton({ place }: { place: PlaceView }) {
  const host = useHost();
  const label = revealUnseen(placeLabel(place));
  return (
    <button type="button" class="place" title={`Open ${label}`} onClick={() => host.post({ type: "openPlace", place })}>
      <Icon svg={fileIcon} />
      <bdi class="place-label">{label}</bdi>
    </button>
  );
}
