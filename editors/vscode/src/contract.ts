// What the server answers to the commands that the views ask for (version 1).

export interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export interface Related {
  uri: string;
  title: string;
  date: string | null;
  score: number;
  comparable: boolean;
  reasons: string[];
}

export interface RelatedAnswer {
  version: 1;
  articles: { uri: string; title: string; date: string | null; related: Related[] }[];
}

export interface TimelineEvent {
  /** The first day, and the first one after the last. */
  from: string;
  to: string;
  granularity: string;
  uri: string;
  title: string;
  range: Range;
  sentence: string;
  entities: string[];
  /** Which other events of the list it differs from. */
  conflicts: number[];
}

export interface TimelineAnswer {
  version: 1;
  events: TimelineEvent[];
}

export type EntityKind = "person" | "organization" | "place" | "event" | "unknown";

export interface Entity {
  id: string;
  name: string;
  kind: EntityKind;
  aliases: string[];
  roles: { title: string; uri: string; range: Range }[];
  mentions: { uri: string; range: Range; text: string }[];
}

export interface EntitiesAnswer {
  version: 1;
  entities: Entity[];
}

export interface Answers {
  "copydesk.related": RelatedAnswer;
  "copydesk.timeline": TimelineAnswer;
  "copydesk.entities": EntitiesAnswer;
}

export type Question = keyof Answers;
