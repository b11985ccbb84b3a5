import { render } from "preact";
import { App } from "./components/App";
import { connectHost, HostContext, type VsCodeApi } from "./host";
import "./styles/main.css";

declare function acquireVsCodeApi(): VsCodeApi;

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element for the chat.");

render(
  <HostContext.Provider value={connectHost(acquireVsCodeApi())}>
    <App />
  </HostContext.Provider>,
  root,
);
