// What happens when the server ends by itself: it is started again, unless it keeps falling.

import { CloseAction, ErrorAction, type ErrorHandler } from "vscode-languageclient/node";

const MOST = 4;
const WITHIN_MS = 3 * 60 * 1000;
const ERRORS_BORNE = 3;

export function falls(givenUp: (words: string) => void): ErrorHandler {
  const times: number[] = [];
  return {
    error: (_error, _message, count) => ({
      action: count && count <= ERRORS_BORNE ? ErrorAction.Continue : ErrorAction.Shutdown,
    }),
    closed: () => {
      const now = Date.now();
      times.push(now);
      const recent = times.filter((time) => now - time < WITHIN_MS);
      if (recent.length <= MOST) {
        return { action: CloseAction.Restart };
      }
      givenUp(`The server has ended ${recent.length} times within three minutes, and is not started again.`);
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
