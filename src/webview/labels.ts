/** What the host has buttons say. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Labels } from "./state";

export const LabelsContext = createContext<Labels>({});

export function useLabels(): Labels {
  return useContext(LabelsContext);
}
