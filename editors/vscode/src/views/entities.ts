// The view "Entities": who and what the folder speaks of, with roles and every mention.

import * as vscode from "vscode";

import type { Session } from "../client/session";
import type { Entity, EntityKind, Range } from "../contract";
import { toRange } from "../places";
import { count, fileName, place } from "../words";
import { Tree } from "./tree";

const KINDS: { kind: EntityKind; name: string; icon: string }[] = [
  { kind: "person", name: "People", icon: "person" },
  { kind: "organization", name: "Organizations", icon: "organization" },
  { kind: "place", name: "Places", icon: "location" },
  { kind: "event", name: "Events", icon: "megaphone" },
  { kind: "unknown", name: "Other names", icon: "question" },
];

type Kind = (typeof KINDS)[number];
type Node =
  | { is: "kind"; kind: Kind; entities: Entity[] }
  | { is: "entity"; entity: Entity; kind: Kind }
  | { is: "aliases"; aliases: string[] }
  | { is: "role"; title: string; uri: string; range: Range }
  | { is: "file"; entity: Entity; uri: string; mentions: Entity["mentions"] }
  | { is: "mention"; mention: Entity["mentions"][number] };

export class EntitiesView extends Tree<Node, "copydesk.entities"> {
  constructor(session: Session) {
    super("copydeskEntities", session, "copydesk.entities");
    this.drawWhen();
  }

  getChildren(node?: Node): Node[] {
    if (!node) {
      return kinds(this.answer?.entities ?? []);
    }
    switch (node.is) {
      case "kind":
        return node.entities.map((entity) => ({ is: "entity", entity, kind: node.kind }));
      case "entity":
        return parts(node.entity);
      case "file":
        return node.mentions.map((mention) => ({ is: "mention", mention }));
      default:
        return [];
    }
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.is) {
      case "kind":
        return kind(node);
      case "entity":
        return entity(node);
      case "aliases": {
        const item = new vscode.TreeItem(node.aliases.join(", "));
        item.description = "also";
        item.iconPath = new vscode.ThemeIcon("quote");
        return item;
      }
      case "role":
        return opening(new vscode.TreeItem(node.title), "briefcase", node.uri, node.range);
      case "file": {
        const uri = vscode.Uri.parse(node.uri);
        const item = new vscode.TreeItem(fileName(uri), vscode.TreeItemCollapsibleState.Collapsed);
        item.id = `${node.entity.id} ${node.uri}`;
        item.description = String(node.mentions.length);
        item.tooltip = place(uri);
        item.iconPath = new vscode.ThemeIcon("file");
        return item;
      }
      case "mention": {
        const { text, uri, range } = node.mention;
        const item = new vscode.TreeItem(text);
        item.description = `line ${range.start.line + 1}`;
        return opening(item, "circle-small", uri, range);
      }
    }
  }

  protected parameters(): string[] {
    return [];
  }

  protected message(): string | undefined {
    return this.answer?.entities.length === 0 ? "No names in this folder yet." : undefined;
  }
}

function kinds(entities: Entity[]): Node[] {
  const groups = KINDS.map((kind) => ({
    is: "kind" as const,
    kind,
    entities: entities
      .filter((entity) => (KINDS.some((known) => known.kind === entity.kind) ? entity.kind : "unknown") === kind.kind)
      .sort((one, other) => other.mentions.length - one.mentions.length || one.name.localeCompare(other.name)),
  }));
  return groups.filter((group) => group.entities.length > 0);
}

/** What is below an entity: its other names, its roles, and the files that mention it. */
function parts(entity: Entity): Node[] {
  const files = new Map<string, Entity["mentions"]>();
  for (const mention of entity.mentions) {
    files.set(mention.uri, [...(files.get(mention.uri) ?? []), mention]);
  }
  return [
    ...(entity.aliases.length > 0 ? [{ is: "aliases" as const, aliases: entity.aliases }] : []),
    ...entity.roles.map((role) => ({ is: "role" as const, ...role })),
    ...[...files].map(([uri, mentions]) => ({ is: "file" as const, entity, uri, mentions })),
  ];
}

function kind({ kind: { kind, name, icon }, entities }: Node & { is: "kind" }): vscode.TreeItem {
  const isOpen = kind === "person" || kind === "organization";
  const item = new vscode.TreeItem(
    name,
    isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.id = kind;
  item.description = String(entities.length);
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

function entity({ entity, kind }: Node & { is: "entity" }): vscode.TreeItem {
  const files = new Set(entity.mentions.map((mention) => mention.uri)).size;
  const mentions = `${count(entity.mentions.length, "mention")} in ${count(files, "report")}`;
  const role = entity.roles[0]?.title;
  const item = new vscode.TreeItem(entity.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `entity ${entity.id}`;
  item.description = role ?? mentions;
  item.tooltip = [entity.name, role, mentions].filter(Boolean).join("\n");
  item.iconPath = new vscode.ThemeIcon(kind.icon);
  return item;
}

function opening(item: vscode.TreeItem, icon: string, uri: string, range: Range): vscode.TreeItem {
  item.iconPath = new vscode.ThemeIcon(icon);
  const options: vscode.TextDocumentShowOptions = { selection: toRange(range), preview: true };
  item.command = { command: "vscode.open", title: "Open", arguments: [vscode.Uri.parse(uri), options] };
  return item;
}
