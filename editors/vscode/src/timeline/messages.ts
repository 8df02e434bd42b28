// What the page of the timeline and the extension say to each other.

import type { TimelineEvent } from "../contract";

export type Scope = "article" | "folder";

export interface Shown {
  scope: Scope;
  /** The current article, where there is one. */
  article: { uri: string; title: string } | null;
  /** Why there is nothing to show. */
  note: string | null;
  events: TimelineEvent[];
}

export type ToPage = { show: Shown };

export type FromPage = { ready: true } | { open: TimelineEvent } | { scope: Scope };
