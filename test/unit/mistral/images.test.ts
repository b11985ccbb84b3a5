import assert from "node:assert/strict";
import { imagesWithinLimits } from "../../../src/mistral/images";

const png = (bytes: number) => `data:image/png;base64,${"A".repeat(Math.ceil(bytes / 3) * 4)}`;
const user = (content: string, ...images: readonly string[]) => ({ role: "user" as const, content, images });
const shown = (sees: boolean | undefined, ...images: readonly string[]) => {
  const [message] = imagesWithinLimits([user("q", ...images)], sees);
  assert.ok(message?.role === "user");
  return { content: message.content, images: message.images };
};

describe("images in a history", () => {
  it("are shown to a model that sees, or may", () => {
    const images = [png(30), "https://own/picture.png"];
    for (const sees of [true, undefined]) assert.deepEqual(shown(sees, ...images), { content: "q", images });
  });

  it("are not shown to a model that does not see, which is told of them", () => {
    assert.deepEqual(shown(false, png(3), png(3)), {
      content: "q\n[image left out: this model cannot see]\n[image left out: this model cannot see]",
      images: undefined,
    });
  });

  it("are eight at most, the latest", () => {
    const address = (at: number) => `https://own/${at}`;
    const history = [user("old", address(0), address(1)), user("new", ...[2, 3, 4, 5, 6, 7, 8].map(address))];
    assert.deepEqual(imagesWithinLimits(history, true), [
      { ...user("old\n[image left out: only the latest 8 are sent]", address(1)) },
      history[1],
    ]);
  });

  it("are of 10 MB at most", () => {
    const most = 10 * 1024 * 1024;
    assert.deepEqual(shown(true, png(most - 2)).images?.length, 1);
    assert.deepEqual(shown(true, png(most + 3)), {
      content: "q\n[image left out: larger than 10 MB]",
      images: undefined,
    });
  });

  it("have addresses that the API fetches, or come with the request; others take no room", () => {
    const wrong = [
      "http://own/picture.png",
      "file:///etc/passwd",
      "data:text/html;base64,PGI+",
      "data:image/png,raw",
      "",
    ];
    const right = Array.from({ length: 8 }, (_, at) => `https://own/${at}`);
    const { content, images } = shown(true, ...right.slice(0, 4), ...wrong, ...right.slice(4));
    assert.deepEqual(images, right);
    assert.equal(content.split("[image left out: not the address of an image]").length - 1, wrong.length);
  });
});
