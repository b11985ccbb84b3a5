import assert from "node:assert/strict";
import { createServer, request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import * as vscode from "vscode";
import { streamChat } from "../../../src/mistral/chat";
import { isProblem, MistralClient } from "../../../src/mistral/client";
import { streamFim } from "../../../src/mistral/fim";
import { listModels } from "../../../src/mistral/models/listModels";
import { KEY, mistralForTheSuite } from "../support/mistral";

/** No such host: whoever reaches it went through the proxy. */
const HOST = "models.codestral.invalid";

/** A proxy as companies have them: a tunnel for those who ask for one, else it asks in their place. */
function proxyTo(port: () => number, asked: string[]): Server {
  const proxy = createServer((incoming, response) => {
    asked.push(incoming.url ?? "");
    const { pathname } = new URL(incoming.url ?? "", "http://none");
    const { method, headers } = incoming;
    const outgoing = httpRequest({ host: "127.0.0.1", port: port(), path: pathname, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    incoming.pipe(outgoing);
  });
  proxy.on("connect", (incoming, socket, head) => {
    asked.push(incoming.url ?? "");
    const tunnel = connect(port(), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      tunnel.write(head);
      tunnel.pipe(socket);
      socket.pipe(tunnel);
    });
    tunnel.on("error", () => socket.destroy());
    socket.on("error", () => tunnel.destroy());
  });
  return proxy;
}

describe("the proxy that the editor is told of", () => {
  const mistral = mistralForTheSuite();
  const asked: string[] = [];
  let proxy: Server;

  const set = async (values: Readonly<Record<string, unknown>>) => {
    const settings = vscode.workspace.getConfiguration("http");
    for (const [name, value] of Object.entries(values)) {
      await settings.update(name, value, vscode.ConfigurationTarget.Global);
    }
  };

  before(async () => {
    proxy = proxyTo(() => Number(new URL(mistral().server.url).port), asked);
    await new Promise<void>((resolve) => {
      proxy.listen(0, "127.0.0.1", resolve);
    });
    const { port } = proxy.address() as AddressInfo;
    await set({ proxy: `http://127.0.0.1:${port}`, proxySupport: "override" });
  });
  after(async () => {
    await set({ proxy: undefined, proxySupport: undefined });
    proxy.close();
    proxy.closeAllConnections();
  });

  const client = () => {
    const server = `http://${HOST}:8000`;
    const key = { id: "one", name: "one", server, work: "both", secret: KEY } as const;
    return new MistralClient({ server: () => server, keys: async () => [key] }, { sent: () => {}, ended: () => {} });
  };
  const never = () => new AbortController().signal;
  const kinds = async (events: AsyncIterable<{ readonly kind: string }>) => {
    const all: string[] = [];
    for await (const { kind } of events) if (kind !== all.at(-1)) all.push(kind);
    return all;
  };

  it("is asked for the list of models, ghost text and the chat", async () => {
    const { brain } = mistral();
    asked.length = 0;
    const connection = await client().connect("chat");
    assert.ok(!isProblem(connection));
    const models = await listModels(client(), connection, never());
    assert.ok(!isProblem(models), JSON.stringify(models));
    assert.ok(models.length > 0);
    brain.nextFim("x").nextChat("y");
    const fim = { ...{ model: "codestral-latest", prefix: "a", suffix: "" }, maxTokens: 9, stop: [], temperature: 0 };
    assert.deepEqual(await kinds(streamFim(client(), fim, never())), ["sent", "text", "end"]);
    const messages = [{ role: "user", content: "q" }] as const;
    const chat = { purpose: "chat", model: "mistral-medium-latest", messages } as const;
    assert.deepEqual(await kinds(streamChat(client(), chat, never())), ["sent", "text", "end"]);
    assert.ok(asked.length > 0);
    for (const address of asked) assert.ok(address.includes(`${HOST}:8000`), address);
  });
});
