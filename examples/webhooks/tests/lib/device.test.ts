import { expect, test } from "vitest";
import { deviceIn } from "@/lib/device";

test("a device is said in words, whatever it says of itself", () => {
  const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
  for (const [userAgent, words] of [
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:152.0) Gecko/20100101 Firefox/152.0",
      "Firefox on Windows",
    ],
    [`Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/152.0.0.0 Safari/537.36`, "Chrome on Linux"],
    [
      `Mozilla/5.0 (Linux; Android 16) ${webkit} Chrome/152.0.0.0 Mobile Safari/537.36`,
      "Chrome on Android",
    ],
    [
      `Mozilla/5.0 (Windows NT 10.0) ${webkit} Chrome/152.0.0.0 Safari/537.36 Edg/152.0.0.0`,
      "Edge on Windows",
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15",
      "Safari on macOS",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 26_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/152.0 Mobile/15E148 Safari/604.1",
      "Chrome on iPhone",
    ],
    ["Shop/1.0 (iPhone; iOS 26.0)", "A program on iPhone"],
    ["curl/8.14.1", "A device that does not say what it is"],
    ["<script>", "A device that does not say what it is"],
    [null, "A device that does not say what it is"],
  ] as const) {
    expect([userAgent, deviceIn(userAgent)]).toEqual([userAgent, words]);
  }
});
