import { useHost } from "../host";

/** Says that a text goes on beyond what is shown. */
export function CapNotice({ shown, of, whole }: { shown: number; of: number; whole: string }) {
  const host = useHost();
  return (
    <p class="cap-notice">
      Showing the first {shown.toLocaleString("en")} of {of.toLocaleString("en")} characters.{" "}
      <button type="button" class="link-button" onClick={() => host.post({ type: "copy", text: whole })}>
        Copy the whole text
      </button>
    </p>
  );
}
