"""An editor in a test: pytest-lsp's client with buffers, files and a person's gestures.

Files are named from the first folder (`self.root`); an absolute path names any other. Words stand for
places: `await desk.hover("a.txt", "Monday")`. Nothing sleeps: whoever waits is woken by the next message
of the server. Whatever the server says that the protocol forbids ends up in `troubles`, which must be
empty when the session ends.
"""

import asyncio
import json
import os
from dataclasses import dataclass
from pathlib import Path, PurePath
from urllib.parse import unquote, urlparse

import pytest_lsp.client
from lsprotocol import types as t
from pygls.protocol import default_converter
from pytest_lsp import ClientServerConfig, LanguageClient
from pytest_lsp.protocol import LanguageClientProtocol

import positions

PATIENCE = 20  # seconds
# The rules that these tests speak of. What other rules find is for the tests of these rules.
RULES = {
    "bad-metadata",
    "broken-link",
    "footnote",
    "lost-passage",
    "placeholder",
    "undated-article",
    "unknown-rule",
    "weekday-mismatch",
}
REPOSITORY = Path(__file__).parents[2]
BINARY = Path(os.environ.get("COPYDESK_BIN", REPOSITORY / "target/debug/copydesk")).resolve()
CONVERTER = default_converter()  # it takes a tenth of a second to make

@dataclass(frozen=True)
class Editor:
    """What a real editor sent in `initialize`: a file of clients/."""

    name: str
    recorded: str

    def with_encodings(self, *encodings):
        """The same editor, had it offered these position encodings."""
        recorded = json.loads(self.recorded)
        recorded["capabilities"].setdefault("general", {})["positionEncodings"] = encodings
        return Editor(" ".join(encodings), json.dumps(recorded))

    @property
    def params(self):
        params = {"processId": None, "rootUri": None, **json.loads(self.recorded)}
        return CONVERTER.structure(params, t.InitializeParams)

    def says(self, path):
        """The capability at a path such as "workspace.configuration", None where it is not stated."""
        value = json.loads(self.recorded)["capabilities"]
        for key in path.split("."):
            value = (value or {}).get(key)
        return value

    @property
    def encoding(self):
        """What must be negotiated: UTF-8 where it is offered, UTF-16 where nothing is said."""
        offered = self.says("general.positionEncodings") or ["utf-16"]
        return next((one for one in ("utf-8", "utf-16", "utf-32") if one in offered), "utf-16")

    configuration = property(lambda self: bool(self.says("workspace.configuration")))
    progress = property(lambda self: bool(self.says("window.workDoneProgress")))
    folders = property(lambda self: bool(self.says("workspace.workspaceFolders")))
    watches = property(lambda self: bool(self.says("workspace.didChangeWatchedFiles.dynamicRegistration")))
    operations = property(lambda self: self.says("workspace.workspaceEdit.resourceOperations") or [])
    document_changes = property(
        lambda self: bool(self.says("workspace.workspaceEdit.documentChanges") or self.operations)
    )
    links = property(lambda self: bool(self.says("textDocument.definition.linkSupport")))
    outline = property(lambda self: bool(self.says("textDocument.documentSymbol.hierarchicalDocumentSymbolSupport")))
    markdown = property(lambda self: "markdown" in (self.says("textDocument.hover.contentFormat") or []))
    pulls = property(
        lambda self: self.says("textDocument.diagnostic") is not None
        and bool(self.says("workspace.diagnostics.refreshSupport"))
    )
    waits = property(
        lambda self: bool(self.says("textDocument.codeAction.dataSupport"))
        and "edit" in (self.says("textDocument.codeAction.resolveSupport.properties") or [])
    )
    refreshed = property(
        lambda self: {
            name
            for name in ("semanticTokens", "codeLens", "inlayHint", "diagnostics")
            if self.says(f"workspace.{name}.refreshSupport")
        }
    )
    related = property(lambda self: bool(self.says("textDocument.publishDiagnostics.relatedInformation")))


class Protocol(LanguageClientProtocol):
    """pytest-lsp's protocol, which wakes who waits after each message and waits for no answer forever."""

    def handle_message(self, message):
        super().handle_message(message)
        self._server.woken.set()

    async def send_request_async(self, method, params=None, msg_id=None):
        async with asyncio.timeout(PATIENCE):
            return await super().send_request_async(method, params, msg_id)


class Desk(LanguageClient):
    """One session of an editor with a server of its own."""

    def __init__(self, editor, root):
        super().__init__(protocol_cls=Protocol, converter_factory=lambda: CONVERTER)
        self.editor = editor
        self.encoding = editor.encoding
        self.root = root
        self.roots = [root]
        self.buffers = {}  # text by URI
        self.versions = {}
        self.published = {}  # the last PublishDiagnosticsParams by URI
        self.results = {}  # the ids of pulled lists, by URI
        self.pulls = {}  # how often each file was asked for, by URI
        self.tasks = set()
        self.ending = False
        self.refreshed = []  # what the server asked to ask again for
        self.registrations = {}
        self.asked = []  # sections of workspace/configuration
        self.troubles = []
        self.patience = PATIENCE
        self.woken = asyncio.Event()
        features = {
            **pytest_lsp.client.DEFAULT_CLIENT_FEATURES,
            t.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS: on_published,
            t.CLIENT_REGISTER_CAPABILITY: on_registration,
            t.WORKSPACE_CONFIGURATION: on_configuration,
            t.WORKSPACE_SEMANTIC_TOKENS_REFRESH: on_refresh("semanticTokens"),
            t.WORKSPACE_CODE_LENS_REFRESH: on_refresh("codeLens"),
            t.WORKSPACE_INLAY_HINT_REFRESH: on_refresh("inlayHint"),
            t.WORKSPACE_DIAGNOSTIC_REFRESH: on_refresh("diagnostics"),
        }
        pytest_lsp.client.register_lsp_features(self, features)

    # ---- The session ----

    @classmethod
    async def start(cls, editor, *roots, home, settings=None, options=None, rootless=False):
        """Starts a server and shakes hands with it. `settings` are what the editor answers when it is
        asked, `options` what it says unasked; `rootless` is an editor with single files."""
        environment = {**os.environ, "HOME": str(home)}
        for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
            environment[f"XDG_{kind}_HOME"] = str(home / kind.lower())
        config = ClientServerConfig([str(BINARY), "server"], lambda: cls(editor, roots[0]), environment)
        desk = await config.start()
        desk.roots = list(roots)
        desk.set_configuration(settings, section="copydesk")
        params = editor.params
        params.initialization_options = options
        if not rootless:
            params.root_uri, params.root_path = roots[0].as_uri(), str(roots[0])
        if editor.folders and not rootless:
            params.workspace_folders = [t.WorkspaceFolder(root.as_uri(), root.name) for root in roots]
        desk.hello = await desk.initialize_session(params)
        if editor.pulls:
            desk.run(desk.pull_workspace())
        return desk

    async def end(self):
        """Ends the session and looks back at it."""
        if self.stopped:
            return
        self.ending = True
        await self.shutdown_session()
        code = self._server.returncode
        await self.stop()
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert not self.troubles, self.troubles
        assert code == 0
        errors = [message.message for message in self.log_messages if "internal error" in message.message]
        assert not errors, errors

    def report_server_error(self, error, source):
        self.troubles.append(error)
        super().report_server_error(error, source)

    # ---- Findings, for an editor that asks for them as VS Code does ----

    def run(self, work):
        async def guarded():
            try:
                await work
            except Exception as error:
                # A request that waits when the session ends is not answered any more.
                if not self.ending:
                    self.troubles.append(error)

        task = asyncio.create_task(guarded())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def text_document_did_open(self, params):
        super().text_document_did_open(params)
        self.pull_soon(params.text_document.uri, params.text_document.version)

    def text_document_did_change(self, params):
        super().text_document_did_change(params)
        self.pull_soon(params.text_document.uri, params.text_document.version)

    def text_document_did_close(self, params):
        super().text_document_did_close(params)
        if self.editor.pulls:
            uri = params.text_document.uri
            self.results.pop(uri, None)
            self.published[uri] = t.PublishDiagnosticsParams(uri, [])

    def pull_soon(self, uri, version):
        if self.editor.pulls:
            self.run(self.pull(uri, version))

    async def pull(self, uri, version):
        """Asks for the findings of an open file."""
        params = t.DocumentDiagnosticParams(
            t.TextDocumentIdentifier(uri), "copydesk", previous_result_id=self.results.get(uri)
        )
        self.pulls[uri] = number = self.pulls.get(uri, 0) + 1
        answer = await self.text_document_diagnostic_async(params)
        # Answers may overtake each other: the one to the last request counts.
        if self.pulls[uri] != number:
            return
        last = self.published.get(uri)
        if isinstance(answer, t.RelatedUnchangedDocumentDiagnosticReport):
            items = last.diagnostics
        else:
            items, self.results[uri] = answer.items, answer.result_id
        if uri in self.versions or not uri.startswith("file:"):
            self.published[uri] = t.PublishDiagnosticsParams(uri, items, version)
        self.woken.set()

    async def pull_workspace(self):
        """Asks for the findings of closed files, and again as soon as there is an answer."""
        known = {}
        while not self.stopped:
            previous = [t.PreviousResultId(uri, value) for uri, value in known.items()]
            params = t.WorkspaceDiagnosticParams(previous, "copydesk")
            # The answer may take as long as the session.
            ask = LanguageClientProtocol.send_request_async
            answer = await ask(self.protocol, t.WORKSPACE_DIAGNOSTIC, params)
            for report in answer.items:
                if isinstance(report, t.WorkspaceFullDocumentDiagnosticReport):
                    known[report.uri] = report.result_id
                    if report.uri not in self.buffers:
                        self.published[report.uri] = t.PublishDiagnosticsParams(report.uri, report.items)
            self.woken.set()

    # ---- Waiting ----

    async def until(self, met, otherwise=lambda: "it did not come"):
        """Waits for a message after which `met()` holds."""
        try:
            async with asyncio.timeout(self.patience):
                while not met():
                    self.woken.clear()
                    await self.woken.wait()
        except TimeoutError:
            raise AssertionError(otherwise()) from None

    async def indexed(self, *without):
        """Waits until the server has read every folder; files named in `without` are no articles."""
        if self.editor.progress:
            await self.until(lambda: self.progress.count("end") >= len(self.roots))
        files = (path for root in self.roots for path in root.rglob("*") if path.name not in without)
        articles = {path.as_uri() for path in files if path.suffix in (".txt", ".md", ".markdown")}
        known = set()
        async with asyncio.timeout(PATIENCE):
            while not articles <= known or (self.editor.watches and not self.registrations):
                symbols = await self.workspace_symbol_async(t.WorkspaceSymbolParams(""))
                known = {symbol.location.uri for symbol in symbols if symbol.kind == t.SymbolKind.File}

    @property
    def progress(self):
        """The kinds of all reports of progress so far."""
        return [report.kind for reports in self.progress_reports.values() for report in reports]

    def findings(self, name):
        """What RULES have found in the text of a file as it is now; None before anything was published."""
        last = self.published.get(self.uri(name))
        now = self.versions.get(self.uri(name))
        current = last and last.version == now
        return [one for one in last.diagnostics if one.code in RULES] if current else None

    async def found(self, name):
        """The findings of RULES in the text of a file as it is now, in order."""
        await self.until(lambda: self.findings(name) is not None, lambda: f"no diagnostics for {name}")
        return self.findings(name)

    async def expect(self, name, *codes):
        """Waits until RULES have found exactly this in a file, and answers the findings."""

        def listed():
            found = self.findings(name)
            return None if found is None else [one.code for one in found]

        await self.until(lambda: listed() == list(codes), lambda: f"{name} has {listed()}, not {list(codes)}")
        return self.findings(name)

    async def still(self, name, *codes):
        """The findings after all that was sent so far: an edit that changes nothing brings a new list."""
        self.edit(name, "", "")
        assert [one.code for one in await self.found(name)] == list(codes)

    # ---- Files and buffers ----

    def path(self, name):
        return self.root / name

    def uri(self, name):
        return self.path(name).as_uri()

    def text(self, name_or_uri):
        """What the editor shows of a file: its buffer, else what is on disk."""
        uri = name_or_uri if ":" in str(name_or_uri) else self.uri(name_or_uri)
        return self.buffers[uri] if uri in self.buffers else read(path_of(uri))

    def open(self, name, text=None):
        uri = self.uri(name)
        self.buffers[uri] = read(self.path(name)) if text is None else text
        self.versions[uri] = 1
        language = {".txt": "plaintext", ".md": "markdown"}.get(self.path(name).suffix, "toml")
        self.text_document_did_open(
            t.DidOpenTextDocumentParams(t.TextDocumentItem(uri, language, 1, self.buffers[uri]))
        )
        return uri

    def close(self, name):
        uri = self.uri(name)
        del self.buffers[uri], self.versions[uri]
        self.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(uri)))

    def edit(self, name, old, new, nth=0):
        """Replaces words in a buffer, as an incremental change."""
        place = positions.range_of(self.text(name), old, self.encoding, nth)
        self.change(self.uri(name), [t.TextEdit(place, new)])

    def change(self, uri, edits):
        """Applies edits that all speak of the buffer as it is: the last one first."""
        self.buffers[uri] = positions.edited(self.buffers[uri], edits, self.encoding)
        self.versions[uri] += 1
        changes = [
            t.TextDocumentContentChangePartial(range=edit.range, text=edit.new_text)
            for edit in sorted(edits, key=positions.start_of, reverse=True)
        ]
        document = t.VersionedTextDocumentIdentifier(version=self.versions[uri], uri=uri)
        self.text_document_did_change(t.DidChangeTextDocumentParams(document, changes))

    def save(self, name):
        """Writes a buffer to disk and says so."""
        write(self.path(name), self.text(name))
        self.text_document_did_save(t.DidSaveTextDocumentParams(self.document(name)))
        self.touched(self.path(name), t.FileChangeType.Changed)

    def write(self, name, text):
        """Changes a file on disk behind the editor's back."""
        path = self.path(name)
        kind = t.FileChangeType.Changed if path.exists() else t.FileChangeType.Created
        path.parent.mkdir(exist_ok=True)
        write(path, text)
        self.touched(path, kind)

    def delete(self, name):
        self.path(name).unlink()
        self.touched(self.path(name), t.FileChangeType.Deleted)

    def touched(self, path, kind):
        """Reports a change on disk, as far as the server has asked for it; an editor that watches no
        files reports nothing, and the server must see for itself."""
        if self.editor.watches and self.is_watched(path):
            self.workspace_did_change_watched_files(
                t.DidChangeWatchedFilesParams([t.FileEvent(path.as_uri(), kind)])
            )

    def is_watched(self, path):
        options = CONVERTER.structure(
            self.registrations[t.WORKSPACE_DID_CHANGE_WATCHED_FILES], t.DidChangeWatchedFilesRegistrationOptions
        )
        globs = [one for watcher in options.watchers for one in alternatives(watcher.glob_pattern)]
        return any(PurePath(path).match(glob.removeprefix("**/")) for glob in globs)

    def apply(self, edit):
        """Does what a WorkspaceEdit says, and holds it to what this editor can do."""
        changes = edit.document_changes
        if not self.editor.document_changes:
            assert changes is None
            changes = [
                t.TextDocumentEdit(t.OptionalVersionedTextDocumentIdentifier(uri), edits)
                for uri, edits in edit.changes.items()
            ]
        for change in changes:
            if isinstance(change, t.CreateFile):
                assert "create" in self.editor.operations
                path = path_of(change.uri)
                assert not path.exists() or change.options.ignore_if_exists
                self.write(path, "")
            else:
                self.apply_text_edits(change.text_document, change.edits)

    def apply_text_edits(self, document, edits):
        path = path_of(document.uri)
        if document.uri in self.buffers:
            by_document = self.editor.document_changes
            assert document.version == (self.versions[document.uri] if by_document else None)
            self.change(document.uri, edits)
        else:
            assert document.version is None
            before = read(path) if path.exists() else ""
            self.write(path, positions.edited(before, edits, self.encoding))

    def configure(self, settings):
        """Changes the editor's settings and pushes them."""
        self.set_configuration(settings, section="copydesk")
        params = t.DidChangeConfigurationParams({"copydesk": settings})
        self.workspace_did_change_configuration(params)

    def change_folders(self, added=(), removed=()):
        def folders(paths):
            return [t.WorkspaceFolder(path.as_uri(), path.name) for path in paths]

        self.roots = [root for root in self.roots if root not in removed] + list(added)
        event = t.WorkspaceFoldersChangeEvent(folders(added), folders(removed))
        self.workspace_did_change_workspace_folders(t.DidChangeWorkspaceFoldersParams(event))

    # ---- Gestures ----

    def document(self, name):
        return t.TextDocumentIdentifier(self.uri(name))

    def place(self, name, words, nth=0):
        """The range of words in a file."""
        return positions.range_of(self.text(name), words, self.encoding, nth)

    def at(self, name, words, nth=0):
        """Document and position of the first letter of words, as most requests want them."""
        return {"text_document": self.document(name), "position": self.place(name, words, nth).start}

    def words(self, place):
        """What a Location or a LocationLink points at."""
        if isinstance(place, t.LocationLink):
            place = t.Location(place.target_uri, place.target_selection_range)
        return positions.words_in(self.text(place.uri), place.range, self.encoding)

    async def hover(self, name, words, nth=0):
        """The card for words, which must be about exactly these words."""
        answer = await self.text_document_hover_async(t.HoverParams(**self.at(name, words, nth)))
        assert answer, f"no card for {words!r}"
        assert answer.range == self.place(name, words, nth)
        assert isinstance(answer.contents, t.MarkupContent)
        assert answer.contents.kind == ("markdown" if self.editor.markdown else "plaintext")
        return answer.contents.value

    async def hover_until(self, met, name, words):
        """Asks for the card again and again until it is as wanted: for what no message announces."""
        async with asyncio.timeout(self.patience):
            while not met(await self.hover(name, words)):
                pass

    async def definition(self, name, words, nth=0):
        """Where a name, a link or a date leads: file name and words there."""
        answer = await self.text_document_definition_async(t.DefinitionParams(**self.at(name, words, nth)))
        assert isinstance(answer, list) and answer, f"{words!r} leads nowhere"
        if self.editor.links:
            assert all(link.origin_selection_range == self.place(name, words, nth) for link in answer)
        else:
            assert all(isinstance(one, t.Location) for one in answer)
        return [self.named(place) for place in answer]

    async def references(self, name, words, nth=0, declaration=False):
        context = t.ReferenceContext(include_declaration=declaration)
        return await self.text_document_references_async(
            t.ReferenceParams(context=context, **self.at(name, words, nth))
        )

    async def actions(self, name, words, nth=0, only=None):
        """What can be done at words: actions by title."""
        place = self.place(name, words, nth)
        here = [one for one in await self.found(name) if one.range == place]
        context = t.CodeActionContext(diagnostics=here, only=only)
        answer = await self.text_document_code_action_async(
            t.CodeActionParams(self.document(name), place, context)
        )
        # This library takes an action with a command for a bare command: those that open a place.
        opening = [action for action in answer if not isinstance(action, t.CodeAction)]
        assert all(action.title.startswith("Open ") for action in opening)
        answer = [action for action in answer if isinstance(action, t.CodeAction)]
        if self.editor.waits:
            assert all(action.edit is None for action in answer)
            answer = [await self.code_action_resolve_async(action) for action in answer]
        return {action.title: action for action in answer}

    async def take(self, name, words, title):
        """Takes the one action whose title starts so."""
        actions = await self.actions(name, words)
        [action] = [action for known, action in actions.items() if known.startswith(title)]
        self.apply(action.edit)

    def named(self, place):
        """File and words of a place: what a test compares."""
        uri = place.target_uri if isinstance(place, t.LocationLink) else place.uri
        return path_of(uri).name, self.words(place)


def on_published(desk: Desk, params: t.PublishDiagnosticsParams):
    desk.published[params.uri] = params


def on_refresh(shown):
    def refresh(desk: Desk, params: None):
        assert shown in desk.editor.refreshed
        desk.refreshed.append(shown)
        if shown == "diagnostics":
            for uri, version in desk.versions.items():
                desk.pull_soon(uri, version)

    return refresh


def on_registration(desk: Desk, params: t.RegistrationParams):
    for registration in params.registrations:
        desk.registrations[registration.method] = registration.register_options


def on_configuration(desk: Desk, params: t.ConfigurationParams):
    desk.asked += [item.section for item in params.items]
    return pytest_lsp.client.configuration(desk, params)


def alternatives(glob):
    """`*.{md,txt}` as `*.md` and `*.txt`."""
    before, brace, rest = glob.partition("{")
    inside, _, after = rest.partition("}")
    return [before + one + after for one in inside.split(",")] if brace else [glob]


def path_of(uri):
    parts = urlparse(uri)
    assert parts.scheme == "file", uri
    return Path(unquote(parts.path))


def read(path):
    return path.read_bytes().decode("utf-8")


def write(path, text):
    path.write_bytes(text.encode("utf-8"))
