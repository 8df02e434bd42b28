-- Copydesk in Neovim, for real: COPYDESK_BIN=target/debug/copydesk nvim --clean --headless -l tests/nvim/spec.lua
-- COPYDESK_REPORTS names a folder with the two real reports; without it their tests are skipped.
-- COPYDESK_KEEP=1 leaves the folders of the run (and Neovim's lsp.log) for a look.
local here = vim.fs.dirname(vim.fs.abspath(arg[0]))
package.path = here .. "/?.lua;" .. package.path
local H = require("harness")

local project = vim.fs.normalize(vim.fs.joinpath(here, "../.."))
local seeds = vim.fs.joinpath(project, "seeds")
local binary = assert(vim.env.COPYDESK_BIN, "COPYDESK_BIN names the binary to test")
binary = assert(vim.uv.fs_realpath(binary), binary .. " does not exist")

---- A home of its own: nothing of the person who runs this is read or written ----

local function scratch(name)
  local folder = vim.fs.joinpath(H.scratch, name)
  vim.fn.mkdir(folder, "p")
  return folder
end

for _, kind in ipairs({ "CONFIG", "DATA", "STATE", "CACHE" }) do
  vim.env["XDG_" .. kind .. "_HOME"] = scratch("home/" .. kind:lower())
end
local path_without = vim.env.PATH
local bin = scratch("bin")
assert(vim.uv.fs_symlink(binary, vim.fs.joinpath(bin, "copydesk")))
vim.env.PATH = bin .. ":" .. path_without

-- A copy, because :helptags writes beside the text; so nothing outside the plugin can be needed either.
local plugin = H.copy_folder(vim.fs.joinpath(project, "editors/nvim"), scratch("plugin"))
local TWO_LINES = ("vim.opt.runtimepath:prepend(%q)\nvim.lsp.enable('copydesk')\n"):format(plugin)

vim.opt.runtimepath:prepend(plugin)
vim.cmd("runtime! plugin/**/*.lua") -- -l sources no plugins
vim.cmd("filetype plugin on")
vim.o.swapfile = false
vim.lsp.enable("copydesk")

local WRONG_WEEKDAY = "On Tuesday, Feb. 17, 2025, they met."

---- Attaching ----

H.test("the client attaches to .txt and .md, one for the folder, rooted at copydesk.toml", function()
  local folder = H.folder(seeds)
  local first = H.client(H.edit(folder, "aid-figures.txt"))
  local second = H.client(H.edit(folder, "kabul-interview.md"))
  H.eq(first.id, second.id, "one client")
  H.eq(first.root_dir, folder)
  H.eq(first.offset_encoding, "utf-8")
end)

H.test("it attaches to its own TOML and YAML, and to no other", function()
  local folder = H.folder(seeds)
  vim.fn.mkdir(vim.fs.joinpath(folder, ".copydesk"))
  local others = { "Cargo.toml", "compose.yml", "dismissed.yml" }
  for _, name in ipairs(vim.list_extend({ ".copydesk/dismissed.yml" }, others)) do
    H.write(vim.fs.joinpath(folder, name), "")
  end
  local buffers = {}
  for _, name in ipairs(others) do
    vim.cmd.edit(vim.fs.joinpath(folder, name))
    H.eq(vim.tbl_contains({ "toml", "yaml" }, vim.bo.filetype), true, name)
    buffers[#buffers + 1] = vim.api.nvim_get_current_buf()
  end
  for _, name in ipairs({ "copydesk.toml", "entities.yml", ".copydesk/dismissed.yml" }) do
    H.eq(H.client(H.edit(folder, name)).root_dir, folder, name)
  end
  for _, buffer in ipairs(buffers) do
    H.eq(vim.lsp.get_clients({ bufnr = buffer }), {}, vim.api.nvim_buf_get_name(buffer))
  end
end)

H.test("without a marker the root is the file's own directory; a buffer without a name is left alone", function()
  H.folder(seeds)
  local folder = scratch("plain")
  H.write(vim.fs.joinpath(folder, "a.txt"), "Nothing to see.\n")
  vim.cmd.enew()
  vim.bo.filetype = "markdown"
  local unnamed = vim.api.nvim_get_current_buf()
  vim.api.nvim_buf_set_lines(unnamed, 0, -1, false, { WRONG_WEEKDAY })
  vim.cmd.split()
  H.eq(H.client(H.edit(folder, "a.txt")).root_dir, folder)
  H.eq(vim.lsp.get_clients({ bufnr = unnamed }), {})
end)

---- Diagnostics ----

H.test("a wrong weekday is an error with a code and a page about it", function()
  local buffer = H.edit(H.folder(seeds), "human-rights-brief.md")
  local found = H.wait_for("weekday-mismatch", buffer)
  H.eq(found.severity, vim.diagnostic.severity.ERROR)
  H.eq(found.source, "copydesk")
  H.eq(H.line(buffer, found.lnum + 1):sub(found.col + 1, found.end_col), "Tuesday, Feb. 17, 2025")
  local link = vim.tbl_get(found, "user_data", "lsp", "codeDescription", "href")
  H.contains(link or "no codeDescription", "file://")
  H.contains(H.read(vim.uri_to_fname(link)), "weekday-mismatch")
end)

H.test("columns are right behind letters of several bytes", function()
  local buffer = H.edit(H.folder(seeds), "delegation-arrives.txt")
  local found = H.wait_for("undated-article", buffer)
  H.eq(H.line(buffer, found.lnum + 1):sub(found.col + 1, found.end_col), "Monday")
end)

H.test("two lines of configuration: the finding comes while a person types, and goes with the mistake", function()
  local folder = H.folder(seeds)
  H.with_child(TWO_LINES, nil, function(child)
    child.lua("vim.cmd.edit(...)", vim.fs.joinpath(folder, "outreach-analysis.txt"))
    child.wait_for_client()
    child.type("Go" .. WRONG_WEEKDAY)
    child.wait_for_codes({ "weekday-mismatch" })
    H.eq(child.mode(), "i")
    child.type("<Esc>^wcwMonday")
    child.wait_for_codes({})
    H.eq(child.mode(), "i")
    H.eq(child.lua("return vim.api.nvim_get_current_line()"), (WRONG_WEEKDAY:gsub("Tuesday", "Monday")))
  end)
end)

H.test("vim.g.copydesk names another binary", function()
  local folder = H.folder(seeds)
  local config = ("vim.g.copydesk = { cmd = { %q, 'server' } }\n"):format(binary) .. TWO_LINES
  H.with_child(config, { PATH = path_without }, function(child)
    child.lua("vim.cmd.edit(...)", vim.fs.joinpath(folder, "human-rights-brief.md"))
    child.wait_for_client()
    child.wait_for_codes({ "weekday-mismatch" })
  end)
end)

---- Reading ----

H.test("K on a name: who that is", function()
  H.edit(H.folder(seeds), "kabul-interview.md")
  H.at("Nazari went to Japan")
  local card = H.hover()
  H.contains(card, "Latif Nazari")
  H.contains(card, "deputy economy minister")
end)

H.test("K on a date: which day, and how that is known", function()
  local folder = H.folder(seeds)
  H.edit(folder, "kabul-interview.md")
  H.at("Tuesday he used")
  H.contains(H.hover(), "25 March 2025")
  H.edit(folder, "delegation-arrives.txt")
  H.at("Monday")
  H.contains(H.hover(), "no date to count from")
end)

H.test("CTRL-] on a later mention goes to the register's entry, CTRL-T back", function()
  H.edit(H.folder(seeds), "kabul-interview.md")
  H.at("Nazari denied")
  H.keys("<C-]>")
  H.wait("the jump to the register", function()
    return H.place():find("^entities.yml:[2-4]$")
  end, H.place)
  H.keys("<C-t>")
  H.eq(H.place(), "kabul-interview.md:26")
end)

H.test("definition of a footnote mark goes into the other report, to the passage", function()
  H.edit(H.folder(seeds), "recognition-explainer.md")
  H.at("[^1]")
  vim.lsp.buf.definition()
  H.wait("the jump to the passage", function()
    return H.place() == "kabul-interview.md:14"
  end, H.place)
  H.contains(vim.api.nvim_get_current_line():sub(vim.api.nvim_win_get_cursor(0)[2] + 1), "welcome Japanese engineers")
end)

H.test("grr: every mention in the folder", function()
  H.edit_indexed(H.folder(seeds), "kabul-interview.md")
  H.at("Latif Nazari keeps")
  H.keys("grr")
  local items = H.quickfix("references", function(list)
    return list.title:find("References") and #list.items > 0
  end)
  local files = H.files_of(items)
  for _, name in ipairs({ "delegation-arrives.txt", "kabul-interview.md", "outreach-analysis.txt" }) do
    assert(vim.tbl_contains(files, name), name .. " is not among " .. vim.inspect(files))
  end
  local surnames = vim.iter(items):filter(function(item)
    return item.text:find("Nazari", 1, true)
  end)
  assert(#surnames:totable() >= 10, vim.inspect(items))
end)

H.test("documentHighlight: every mention in the file", function()
  local buffer = H.edit(H.folder(seeds), "kabul-interview.md")
  H.at("Latif Nazari keeps")
  vim.lsp.buf.document_highlight()
  local lines = H.wait("highlights", function()
    local namespace = vim.api.nvim_get_namespaces()["nvim.lsp.references"]
    local marks = namespace and vim.api.nvim_buf_get_extmarks(buffer, namespace, 0, -1, {}) or {}
    return #marks > 0 and vim.tbl_map(function(mark)
      return mark[2] + 1
    end, marks)
  end)
  for _, line in ipairs({ 12, 16, 20, 26 }) do
    assert(vim.tbl_contains(lines, line), line .. " is not among " .. vim.inspect(lines))
  end
end)

H.test("gO: the outline", function()
  local buffer = H.edit(H.folder(seeds), "kabul-interview.md")
  H.keys("gO")
  local items = H.wait("the outline", function()
    local list = vim.fn.getloclist(vim.fn.bufwinid(buffer), { items = 1 }).items
    return #list > 0 and list
  end)
  local titles = vim.iter(items):map(function(item)
    return item.text
  end)
  H.contains(titles:join("\n"), "Work, roads and power")
end)

H.test("workspace symbols: a person by a part of the name", function()
  H.edit_indexed(H.folder(seeds), "aid-figures.txt")
  vim.lsp.buf.workspace_symbol("nazari")
  local items = H.quickfix("symbols", function(list)
    return list.title:find("nazari", 1, true)
  end)
  local names = vim.iter(items):map(function(item)
    return item.text
  end)
  H.contains(names:join("\n"), "Latif Nazari")
end)

---- Mending ----

H.test("a quick fix changes the weekday, and the finding goes", function()
  local buffer = H.edit(H.folder(seeds), "human-rights-brief.md")
  H.wait_for("weekday-mismatch", buffer)
  H.at("Tuesday")
  H.take("Change the weekday to Monday")
  H.wait("the edit", function()
    return H.line(buffer, 11):find("on Monday, Feb. 17, 2025", 1, true)
  end)
  H.wait_gone("weekday-mismatch", buffer)
end)

H.test("a quick fix dates an untouched .txt in copydesk.toml; the finding goes at once", function()
  local folder = H.folder(seeds)
  local buffer = H.edit_indexed(folder, "delegation-arrives.txt")
  H.wait_for("undated-article", buffer)
  H.at("Monday")
  H.take("Set the article's date to ")
  local config = vim.fs.joinpath(folder, "copydesk.toml")
  local toml = H.wait("copydesk.toml to change", function()
    local bufnr = vim.fn.bufnr(config)
    return bufnr > 0 and vim.bo[bufnr].modified and bufnr
  end)
  H.contains(H.text(toml), '[article."delegation-arrives.txt"]')
  H.wait("the client to attach to copydesk.toml", function()
    return H.client(toml)
  end)
  H.wait_gone("undated-article", buffer)
  H.eq(vim.bo[buffer].modified, false, "the copy is untouched")
  H.eq(H.read(config), H.read(vim.fs.joinpath(seeds, "copydesk.toml")), "nothing is saved yet")
end)

H.test("a dismissal is written to a folder that is not there yet, and holds after a restart", function()
  local folder = H.folder(seeds)
  local buffer = H.edit_indexed(folder, "delegation-arrives.txt")
  H.wait_for("undated-article", buffer)
  H.at("Monday")
  H.take("Dismiss")
  H.wait_gone("undated-article", buffer)
  vim.cmd("silent wall")
  H.contains(H.read(vim.fs.joinpath(folder, ".copydesk/dismissed.yml")), "undated-article")
  H.contains(H.read(vim.fs.joinpath(folder, "copydesk.toml")), "profile")
  vim.cmd("silent! %bwipeout!")
  H.stop_clients()
  buffer = H.edit_indexed(folder, "delegation-arrives.txt")
  -- A mistake is found, so the file is checked; and nothing else is.
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "", WRONG_WEEKDAY })
  H.wait_for("weekday-mismatch", buffer)
  H.eq(H.codes(buffer), { "weekday-mismatch" })
end)

H.test("odd names of files, CRLF and Latin-1: ranges and fixes are right", function()
  local folder = vim.fs.joinpath(H.folder(seeds), "odd näme [1] & 100%")
  vim.fn.mkdir(folder)
  H.write(vim.fs.joinpath(folder, "copydesk.toml"), "")
  local texts = {
    ["a b#c.txt"] = "Hello “naïve” 🙂.\r\n\r\n🙂 " .. WRONG_WEEKDAY .. "\r\n",
    ["latin.txt"] = "Caf\233. " .. WRONG_WEEKDAY .. "\n",
  }
  for name, text in pairs(texts) do
    H.write(vim.fs.joinpath(folder, name), text)
    local buffer = H.edit(folder, name)
    local found = H.wait_for("weekday-mismatch", buffer)
    H.eq(H.line(buffer, found.lnum + 1):sub(found.col + 1, found.end_col), "Tuesday, Feb. 17, 2025", name)
    H.at("Tuesday")
    H.take("Change the weekday to Monday")
    H.wait_gone("weekday-mismatch", buffer)
    vim.cmd("silent write")
    H.eq(H.read(vim.fs.joinpath(folder, name)), (text:gsub("Tuesday", "Monday")), name)
  end
end)

H.test("an unsaved edit of another report counts", function()
  local folder = H.folder(seeds)
  local source = H.edit(folder, "kabul-interview.md")
  local buffer = H.edit(folder, "recognition-explainer.md")
  H.wait_for("lost-passage", buffer)
  local said = "He added that the doors of all our ministries stand open."
  vim.api.nvim_buf_set_lines(source, -1, -1, false, { "", said })
  H.wait_gone("lost-passage", buffer)
end)

H.test("another program's write is noticed without any event of the editor", function()
  local folder = H.folder(seeds)
  local buffer = H.edit(folder, "recognition-explainer.md")
  H.wait_for("lost-passage", buffer)
  local source = vim.fs.joinpath(folder, "kabul-interview.md")
  H.write(source, H.read(source) .. "\nHe added that the doors of all our ministries stand open.\n")
  H.wait_gone("lost-passage", buffer)
  H.write(source, H.read(vim.fs.joinpath(seeds, "kabul-interview.md")))
  H.wait_for("lost-passage", buffer)
end)

H.test("a folder of sources that another program moves away is missed, and found again", function()
  local folder = H.folder(seeds)
  local sources = vim.fs.joinpath(folder, "sources")
  vim.fn.mkdir(sources)
  H.write(vim.fs.joinpath(sources, "foundation-statement.md"), "# Statement\n\nThe program stays closed.\n")
  local buffer = H.edit_indexed(folder, "recognition-explainer.md")
  H.wait_for("lost-passage", buffer)
  H.wait_gone("broken-link", buffer)
  local away = vim.fs.joinpath(H.scratch, "away")
  assert(vim.uv.fs_rename(sources, away))
  H.wait_for("broken-link", buffer)
  assert(vim.uv.fs_rename(away, sources))
  H.wait_gone("broken-link", buffer)
end)

H.test("settings of the editor win over copydesk.toml", function()
  local folder = H.folder(seeds)
  local settings = "vim.lsp.config('copydesk', { settings = { copydesk = { rules = { placeholder = 'error' } } } })\n"
  H.write(vim.fs.joinpath(folder, "copydesk.toml"), "[rules]\nplaceholder = \"hint\"\n")
  H.with_child(TWO_LINES .. settings, nil, function(child)
    child.lua("vim.cmd.edit(...)", vim.fs.joinpath(folder, "aid-figures.txt"))
    child.wait_for_codes({ "placeholder" })
    H.wait("the severity of the settings", function()
      return child.lua("return vim.diagnostic.get(0)[1].severity") == vim.diagnostic.severity.ERROR
    end)
  end)
end)

---- What else Neovim asks for ----

H.test("declaration of a name is its entry in the register", function()
  H.edit_indexed(H.folder(seeds), "kabul-interview.md")
  H.at("Nazari denied")
  vim.lsp.buf.declaration()
  H.wait("the jump to the register", function()
    return H.place():find("^entities.yml:[2-4]$")
  end, H.place)
end)

H.test("definition of a relative date is the date that it counts from", function()
  H.edit_indexed(H.folder(seeds), "kabul-interview.md")
  H.at("Tuesday he used")
  vim.lsp.buf.definition()
  H.wait("the jump to the date", function()
    return H.place() == "kabul-interview.md:3"
  end, H.place)
end)

H.test("K on a quotation: whose it is, and where else; K on a footnote: the passage", function()
  H.edit_indexed(H.folder(seeds), "recognition-explainer.md")
  H.at("engineers on every road")
  local card = H.hover()
  H.contains(card, "Latif Nazari")
  H.contains(card, "kabul-interview.md")
  H.at("[^1]")
  H.contains(H.hover(), "Nazari asks Japanese builders to come back")
end)

H.test("gri: the same quotation in the other reports", function()
  H.edit_indexed(H.folder(seeds), "kabul-interview.md")
  H.at("engineers on every road")
  H.keys("gri")
  local items = H.quickfix("the same words", function(list)
    return #list.items > 1
  end)
  H.eq(H.files_of(items), { "outreach-analysis.txt", "recognition-explainer.md" })
  vim.cmd.cclose()
end)

H.test("grn renames somebody in all reports and the register; links into the words follow", function()
  local folder = H.folder(seeds)
  local path = vim.fs.joinpath(folder, "recognition-explainer.md")
  H.write(path, H.read(path) .. "[^4]: [The trip](kabul-interview.md#:~:text=Nazari%20went%20to%20Japan)\n")
  H.edit_indexed(folder, "kabul-interview.md")
  H.at("Nazari denied")
  vim.lsp.buf.rename("Nazeri")
  local changed = function(name)
    local buffer = vim.fn.bufnr(vim.fs.joinpath(folder, name))
    return buffer > 0 and vim.bo[buffer].modified and H.text(buffer)
  end
  local texts = {}
  for _, name in ipairs({ "kabul-interview.md", "delegation-arrives.txt", "entities.yml", "recognition-explainer.md" }) do
    texts[name] = H.wait("the edit of " .. name, function()
      return changed(name)
    end)
  end
  H.contains(texts["kabul-interview.md"], "Nazeri denied")
  H.contains(texts["delegation-arrives.txt"], "minister, Latif Nazeri, announced")
  H.contains(texts["entities.yml"], "name: Latif Nazeri")
  H.contains(texts["recognition-explainer.md"], "text=Nazeri%20went%20to%20Japan")
  H.eq(texts["kabul-interview.md"]:find("Latif Nazari"), nil)
end)

H.test("a day has its hint, a name its color, a section its fold", function()
  local buffer = H.edit_indexed(H.folder(seeds), "kabul-interview.md")
  vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  local row = vim.iter(ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false))):find(function(_, line)
    return line:find("on Tuesday he used", 1, true)
  end)
  local labels = H.wait("the hint", function()
    local hints = vim.iter(vim.lsp.inlay_hint.get({ bufnr = buffer })):filter(function(hint)
      return hint.inlay_hint.position.line == row - 1
    end)
    local words = hints:map(function(hint)
      local label = hint.inlay_hint.label
      return type(label) == "string" and label or label[1].value
    end)
    words = words:totable()
    return #words > 0 and words
  end)
  H.contains(table.concat(labels), "25 March 2025")
  vim.lsp.inlay_hint.enable(false, { bufnr = buffer })
  local column = H.line(buffer, row):find("Latif Nazari", 1, true)
  H.wait("the color", function()
    local tokens = vim.lsp.semantic_tokens.get_at_pos(buffer, row - 1, column)
    return tokens and vim.iter(tokens):any(function(token)
      return token.type == "person"
    end)
  end)
  vim.wo.foldmethod = "expr"
  vim.wo.foldexpr = "v:lua.vim.lsp.foldexpr()"
  H.at("## Work, roads and power")
  local heading = vim.fn.line(".")
  H.wait("the fold", function()
    return vim.fn.foldlevel(heading + 2) > 0
  end)
  vim.cmd("silent! foldclose!")
  H.eq(vim.fn.foldclosed(heading + 2) ~= -1, true, "the section is closed")
  vim.wo.foldmethod = "manual"
  vim.cmd("normal! zE")
end)

H.test("the call hierarchy walks citations: who cites an article, and what it cites", function()
  local folder = H.folder(seeds)
  H.edit_indexed(folder, "kabul-interview.md")
  vim.api.nvim_win_set_cursor(0, { 10, 3 })
  vim.lsp.buf.incoming_calls()
  local citing = H.quickfix("who cites", function(list)
    return #list.items > 0
  end)
  assert(vim.tbl_contains(H.files_of(citing), "recognition-explainer.md"), vim.inspect(H.files_of(citing)))
  vim.cmd.cclose()
  vim.fn.setqflist({}, "f")
  H.edit(folder, "recognition-explainer.md")
  vim.api.nvim_win_set_cursor(0, { 8, 3 })
  vim.lsp.buf.outgoing_calls()
  H.quickfix("what is cited", function(list)
    return vim.iter(list.items):any(function(item)
      return item.text:find("Nazari asks", 1, true) ~= nil
    end)
  end)
  vim.cmd.cclose()
end)

for what, case in pairs({
  ["a name of several words"] = { "It was Yosh", "Yoshimasa Hayashi", "It was Yoshimasa Hayashi" },
  ["a heading"] = {
    "See [it](kabul-interview.md#wo",
    "Work, roads and power",
    "See [it](kabul-interview.md#work-roads-and-power",
  },
  ["a report between brackets"] = { "See [[kab]]<Left><Left>", "kabul-interview", "See [[kabul-interview]]" },
}) do
  H.test("CTRL-X CTRL-O completes " .. what, function()
    local folder = H.folder(seeds)
    local typed, offered, becomes = unpack(case)
    H.with_child(TWO_LINES .. "vim.o.completeopt = 'menuone,noinsert'\n", nil, function(child)
      child.lua("vim.cmd.edit(...)", vim.fs.joinpath(folder, "desk-notes.md"))
      child.wait_until_indexed()
      child.type("Go" .. typed .. "<C-x><C-o>")
      local items = function()
        return child.lua("return vim.fn.complete_info({ 'items' }).items")
      end
      H.wait("the menu", function()
        return items()[1] and items()[1].abbr == offered
      end, items)
      child.type("<C-y>")
      local line = function()
        return child.lua("return vim.api.nvim_get_current_line()")
      end
      H.wait(becomes, function()
        return line() == becomes
      end, line)
    end)
  end)
end

H.test("a name is put into the register, and a finding opens the other report", function()
  local folder = H.folder(seeds)
  local buffer = H.edit_indexed(folder, "delegation-arrives.txt")
  H.at("Nippon Zaidan and")
  H.take("Add Nippon Zaidan to entities.yml")
  local register = vim.fs.joinpath(folder, "entities.yml")
  H.wait("the entry", function()
    local bufnr = vim.fn.bufnr(register)
    return bufnr > 0 and H.text(bufnr):find("name: Nippon Zaidan", 1, true)
  end)
  H.wait_for("undated-article", buffer)
  H.at("Monday")
  H.take("Open outreach-analysis.txt:8")
  H.wait("the other report", function()
    return H.place() == "outreach-analysis.txt:8"
  end, H.place)
end)

H.test("two folders have a server each, and each knows its own names only", function()
  local first = H.folder(seeds)
  local second = scratch("other-desk")
  H.write(vim.fs.joinpath(second, "entities.yml"), "- name: Maria Keller\n  type: person\n")
  H.write(vim.fs.joinpath(second, "a.txt"), "Maria Keller wrote to Latif Nazari.\n")
  local one = H.client(H.edit_indexed(first, "kabul-interview.md"))
  local other = H.client(H.edit_indexed(second, "a.txt"))
  H.eq(one.id == other.id, false, "two clients")
  H.eq({ one.root_dir, other.root_dir }, { first, second })
  -- The first folder's register has him; here he is what this article says and no more.
  H.at("Nazari")
  vim.lsp.buf.definition()
  H.wait("the whole name in the same article", function()
    return vim.deep_equal(vim.api.nvim_win_get_cursor(0), { 1, #"Maria Keller wrote to " })
  end, H.place)
  H.eq(vim.api.nvim_buf_get_name(0), vim.fs.joinpath(second, "a.txt"))
  H.at("Maria Keller")
  vim.lsp.buf.definition()
  H.wait("the entry of the other folder", function()
    return vim.api.nvim_buf_get_name(0) == vim.fs.joinpath(second, "entities.yml")
  end, H.place)
end)

---- Commands ----

H.test(":Copydesk check fills the quickfix list", function()
  local folder = H.folder(seeds)
  H.edit(folder, "aid-figures.txt")
  local window = vim.api.nvim_get_current_win()
  vim.cmd("Copydesk check")
  local items = H.quickfix("the check", function(list)
    return list.title:find("copydesk check", 1, true)
  end)
  H.eq(vim.api.nvim_get_current_win(), window, "the cursor stays")
  H.wait("the count", function()
    return H.notes[#H.notes] == ("Copydesk: %d findings"):format(#items)
  end)
  local by_rule = {}
  for _, item in ipairs(items) do
    by_rule[item.text:match("%[([%w-]+)%]$")] = item
  end
  local found = by_rule["weekday-mismatch"]
  H.eq({ found.type, found.lnum, found.col }, { "E", 11, 146 })
  H.eq(by_rule["placeholder"].type, "W")
  H.eq(by_rule["footnote"].type, "N")
  local undated = by_rule["undated-article"]
  H.eq(undated.type, "I")
  local line = vim.fn.readfile(vim.fs.joinpath(folder, "delegation-arrives.txt"))[undated.lnum]
  H.eq(line:sub(undated.col, undated.end_col - 1), "Monday", "columns in bytes")
  vim.cmd.cclose()
end)

H.test(":Copydesk rule shows the page of the finding under the cursor", function()
  local buffer = H.edit(H.folder(seeds), "human-rights-brief.md")
  H.wait_for("weekday-mismatch", buffer)
  H.at("Tuesday")
  vim.cmd("Copydesk rule")
  H.eq(vim.api.nvim_buf_get_name(0), "copydesk://rule/weekday-mismatch")
  H.eq({ vim.bo.filetype, vim.bo.buftype, H.line(0, 1) }, { "markdown", "nofile", "# weekday-mismatch" })
  H.eq(vim.lsp.get_clients({ bufnr = 0 }), {}, "no client reads the page")
  vim.cmd("Copydesk rule lost-passage")
  H.eq(H.line(0, 1), "# lost-passage")
  vim.cmd.only()
end)

H.test(":Copydesk related offers the reports with their reasons, and opens the one that is chosen", function()
  H.edit_indexed(H.folder(seeds), "delegation-arrives.txt")
  local offered = H.choose("outreach-analysis", function()
    vim.cmd("Copydesk related")
  end)
  H.eq(offered.prompt, "Reports related to delegation-arrives.txt")
  local words = vim.iter(offered.items):find(function(item)
    return vim.startswith(item, "outreach-analysis (2025-03-26): ")
  end)
  H.contains(words or vim.inspect(offered.items), "Japan's Foreign Ministry")
  H.eq(H.place():match("^[^:]+"), "outreach-analysis.txt")
  H.keys("<C-o>")
  H.eq(H.place():match("^[^:]+"), "delegation-arrives.txt", "CTRL-O goes back")
end)

H.test(":Copydesk related says that there is nothing, that it is no article, that there is no server", function()
  local folder = H.folder(seeds)
  H.write(vim.fs.joinpath(folder, "soup.txt"), "Peel the onions, and boil them.\n")
  H.edit_indexed(folder, "soup.txt")
  vim.cmd("Copydesk related")
  H.told("no other report speaks of the same as soup.txt")
  H.edit(folder, "entities.yml")
  vim.cmd("Copydesk related")
  H.told("entities.yml is no article of this folder")
  H.folder(seeds)
  for _, subcommand in ipairs({ "related", "timeline", "entities" }) do
    H.notes = {}
    vim.cmd("Copydesk " .. subcommand)
    H.told("no server is running")
  end
end)

H.test(":Copydesk entities offers who is named, and lists the mentions of the one that is chosen", function()
  H.edit_indexed(H.folder(seeds), "delegation-arrives.txt")
  local offered = H.choose("Latif Nazari (person)", function()
    vim.cmd("Copydesk entities")
  end)
  H.contains(table.concat(offered.items, "\n"), "Latif Nazari (person): deputy economy minister, 1")
  local list = vim.fn.getqflist({ items = 1, title = 1 })
  H.eq(list.title, "Mentions of Latif Nazari")
  H.eq(vim.tbl_contains(H.files_of(list.items), "kabul-interview.md"), true)
  -- The cursor is at the first of them, and each stands at a name.
  H.eq(H.place(), vim.fs.basename(vim.api.nvim_buf_get_name(list.items[1].bufnr)) .. ":" .. list.items[1].lnum)
  for _, item in ipairs(list.items) do
    vim.fn.bufload(item.bufnr)
    local words = H.line(item.bufnr, item.lnum):sub(item.col, item.end_col - 1)
    H.contains(words, "Nazari")
    H.contains(item.text, words)
  end
  vim.cmd.cclose()
end)

H.test(":Copydesk entities takes words of a name, and completes them", function()
  H.edit_indexed(H.folder(seeds), "delegation-arrives.txt")
  H.eq(vim.fn.getcompletion("Copydesk entities Yosh", "cmdline"), { "Yoshimasa" })
  H.eq(vim.fn.getcompletion("Copydesk entities Yoshimasa Hay", "cmdline"), { "Hayashi" })
  vim.cmd("Copydesk entities hayashi yoshi")
  local items = H.quickfix("the mentions", function(list)
    return list.title == "Mentions of Yoshimasa Hayashi"
  end)
  assert(#items >= 6, vim.inspect(items))
  vim.cmd("Copydesk entities Nobody")
  H.told("there is no name with “Nobody” in this folder")
  vim.cmd.cclose()
end)

local DEATHS = {
  ["a.txt"] = "The novelist Maria Keller died on March 3, 2024, in Vienna, her publisher Anna Gruber said. "
    .. "The poet “Éva 🙂” wept on March 4, 2024.\n",
  ["b.txt"] = "Anna Gruber mourned in Vienna: Maria Keller died on March 5, 2024, after a stroke.\n",
}

H.test(":Copydesk timeline lists the days in their order; conflicts are marked; <CR> goes to the words", function()
  local folder = H.folder(seeds)
  for name, text in pairs(DEATHS) do
    H.write(vim.fs.joinpath(folder, name), text)
  end
  local buffer = H.edit_indexed(folder, "a.txt")
  vim.cmd("Copydesk timeline")
  local items = H.quickfix("the timeline", function(list)
    return list.title == "Timeline of a.txt"
  end)
  H.told("3 events in 2 reports, 1 conflict")
  H.eq(vim.bo.buftype, "quickfix", "the cursor is in the list")
  H.eq(H.line(0, 1), "Sunday 3 March 2024   a.txt|1| ≠ Tuesday 5 March 2024 in b.txt  " .. DEATHS["a.txt"]:match("^.-said%."))
  H.eq(H.line(0, 2):match("^.-txt"), "Monday 4 March 2024   a.txt")
  H.eq(H.line(0, 3):match("^.-a%.txt"), "Tuesday 5 March 2024  b.txt|1| ≠ Sunday 3 March 2024 in a.txt")
  H.eq({ items[1].type, items[2].type, items[3].type }, { "W", "", "W" })
  local colors = function()
    local marks = vim.api.nvim_buf_get_extmarks(0, -1, 0, -1, { details = true })
    return vim.tbl_map(function(mark)
      return H.line(0, mark[2] + 1):sub(mark[3] + 1, mark[4].end_col) .. " is " .. mark[4].hl_group
    end, marks)
  end
  H.eq(colors()[2], "≠ Tuesday 5 March 2024 in b.txt is DiagnosticWarn")
  vim.fn.setqflist({}, " ", { title = "another list", lines = { "a.txt:1:1:word" } })
  H.eq(colors(), {}, "another list has none of the colors")
  vim.cmd("silent colder")
  H.eq(#colors(), 5, "and they come back with the timeline")
  H.eq(H.line(buffer, 1):sub(items[2].col, items[2].end_col - 1), "March 4, 2024", "columns in bytes")
  H.keys("2G<CR>")
  H.eq(H.place(), "a.txt:1")
  H.eq(vim.api.nvim_win_get_cursor(0)[2] + 1, items[2].col)
  vim.cmd.cclose()
end)

H.test(":Copydesk timeline folder has every report's days", function()
  H.edit_indexed(H.folder(seeds), "desk-notes.md")
  vim.cmd("Copydesk timeline folder")
  local items = H.quickfix("the timeline", function(list)
    return list.title == "Timeline of this folder"
  end)
  local files = H.files_of(items)
  for _, name in ipairs({ "aid-figures.txt", "kabul-interview.md", "recognition-explainer.md" }) do
    assert(vim.tbl_contains(files, name), name .. " is not among " .. vim.inspect(files))
  end
  vim.cmd.cclose()
  vim.cmd("Copydesk timeline week")
  H.told("no timeline of “week”")
end)

H.test("lenses above an article and in the register open their lists", function()
  local folder = H.folder(seeds)
  local lenses = function(buffer, words)
    vim.lsp.codelens.refresh({ bufnr = buffer })
    return H.wait("the lens “" .. words .. "”", function()
      return vim.iter(vim.lsp.codelens.get(buffer)):find(function(lens)
        return lens.command and lens.command.title:find(words)
      end)
    end, function()
      return vim.lsp.codelens.get(buffer)
    end)
  end
  local article = H.edit_indexed(folder, "delegation-arrives.txt")
  lenses(article, "^%d related reports?$")
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  local offered = H.choose("outreach-analysis", vim.lsp.codelens.run)
  H.eq(offered.prompt, "Reports related to delegation-arrives.txt")
  local register = H.edit(folder, "entities.yml")
  local lens = lenses(register, "mentions in %d reports$")
  vim.api.nvim_win_set_cursor(0, { lens.range.start.line + 1, 0 })
  vim.lsp.codelens.run()
  local items = H.quickfix("the mentions", function(list)
    return list.title == lens.command.title
  end)
  H.eq(#items, tonumber(lens.command.title:match("^%d+")))
  vim.cmd.cclose()
end)

H.test(":Copydesk completes subcommands and rules", function()
  local all = { "check", "entities", "log", "related", "restart", "rule", "timeline" }
  H.eq(vim.fn.getcompletion("Copydesk ", "cmdline"), all)
  H.eq(vim.fn.getcompletion("Copydesk re", "cmdline"), { "related", "restart" })
  H.eq(vim.fn.getcompletion("Copydesk timeline f", "cmdline"), { "folder" })
  local rules = vim.fn.getcompletion("Copydesk rule weekday", "cmdline")
  H.eq(rules, { "weekday-mismatch", "weekday-mismatch-inferred-year" })
  H.eq(vim.fn.getcompletion("Copydesk check a", "cmdline"), {})
  vim.cmd("Copydesk nonsense")
  H.contains(H.notes[#H.notes], table.concat(all, ", "))
end)

H.test(":Copydesk restart starts another server for the open articles; :Copydesk log opens", function()
  local folder = H.folder(seeds)
  H.with_child(TWO_LINES, nil, function(child)
    child.lua("vim.cmd.edit(...)", vim.fs.joinpath(folder, "human-rights-brief.md"))
    child.wait_for_client()
    child.wait_for_codes({ "weekday-mismatch" })
    local id = "local client = vim.lsp.get_clients({ bufnr = 0 })[1]; return client and client.id or 0"
    local before = child.lua(id)
    child.lua("vim.cmd('Copydesk restart')")
    H.wait("another client", function()
      return child.lua(id) > before
    end)
    child.wait_for_codes({ "weekday-mismatch" })
    child.lua("vim.cmd('Copydesk log')")
    H.contains(child.lua("return vim.api.nvim_buf_get_name(0)"), "lsp.log")
  end)
end)

H.test(":checkhealth copydesk is content", function()
  local folder = H.folder(seeds)
  H.edit(folder, "aid-figures.txt")
  vim.cmd("silent checkhealth copydesk")
  local report = H.text()
  local facts = { "copydesk 0.", "attached to 1 buffer", "position encoding: utf-8", folder, "entities.yml: found" }
  for _, part in ipairs(facts) do
    H.contains(report, part)
  end
  for _, word in ipairs({ "ERROR", "WARNING" }) do
    assert(not report:find(word, 1, true), report)
  end
  vim.cmd("silent! %bwipeout!")
end)

H.test(":checkhealth copydesk says what to do when the binary is not there", function()
  H.with_child(TWO_LINES, { PATH = "/nowhere" }, function(child)
    child.lua("vim.cmd('checkhealth copydesk')")
    local report = child.lua("return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')")
    H.contains(report, "ERROR")
    H.contains(report, "cargo install --path .")
    H.contains(report, "vim.g.copydesk")
  end)
end)

H.test(":help copydesk", function()
  vim.cmd.helptags(vim.fs.joinpath(plugin, "doc"))
  for _, tag in ipairs({ "copydesk", ":Copydesk", "copydesk-configuration", "copydesk-troubleshooting" }) do
    vim.cmd.help(tag)
    H.eq(vim.fs.basename(vim.api.nvim_buf_get_name(0)), "copydesk.txt", tag)
    vim.cmd.helpclose()
  end
end)

---- The two real reports ----

local reports = vim.env.COPYDESK_REPORTS
if reports and vim.fn.isdirectory(reports) == 1 then
  local analysis, wire = "000_a39a474cab7dfe57.txt", "003_669759b5eaadcdd3.txt"

  H.test("reports: no error and no warning; few findings; “Monday” is undated", function()
    local folder = H.folder(reports)
    local first, second = H.edit(folder, analysis), H.edit(folder, wire)
    H.wait_for("undated-article", second)
    H.wait_for("undated-article", first)
    local all = vim.list_extend(vim.diagnostic.get(first), vim.diagnostic.get(second))
    assert(#all <= 8, vim.inspect(all))
    for _, found in ipairs(all) do
      assert(found.severity >= vim.diagnostic.severity.INFO, vim.inspect(found))
    end
  end)

  H.test("reports: definition of Nazari is the first mention; references are in both", function()
    local folder = H.folder(reports)
    H.edit_indexed(folder, analysis)
    H.at("Nazari stated")
    H.contains(H.hover(), "Latif Nazari")
    vim.lsp.buf.definition()
    H.wait("the jump to the first mention", function()
      return vim.api.nvim_get_current_line():find("Deputy Minister of Economy Latif Nazari", 1, true)
    end, H.place)
    H.at("Latif Nazari")
    H.keys("grr")
    local items = H.quickfix("references", function(list)
      return list.title:find("References") and #H.files_of(list.items) == 2
    end)
    H.eq(H.files_of(items), { analysis, wire })
  end)

  H.test("reports: a quick fix dates the wire copy; its Monday is that day; one wrong weekday, one finding", function()
    local folder = H.folder(reports)
    local buffer = H.edit_indexed(folder, wire)
    local undated = H.wait_for("undated-article", buffer)
    vim.api.nvim_win_set_cursor(0, { undated.lnum + 1, undated.col })
    H.take("Set the article's date to 17 February 2025")
    H.wait_gone("undated-article", buffer)
    H.at("Monday")
    H.contains(H.hover(), "Monday 17 February 2025")
    local line = vim.api.nvim_win_get_cursor(0)[1]
    local text = vim.api.nvim_get_current_line():gsub("on Monday", "on Tuesday, Feb. 17, 2025")
    local before = #vim.diagnostic.get(buffer)
    vim.api.nvim_buf_set_lines(buffer, line - 1, line, false, { text })
    H.wait_for("weekday-mismatch", buffer)
    H.eq(#vim.diagnostic.get(buffer), before + 1, vim.inspect(H.codes(buffer)))
  end)
else
  H.skip("the real reports", "COPYDESK_REPORTS names no folder")
end

H.run()
