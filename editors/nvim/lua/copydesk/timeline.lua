--- `:Copydesk timeline [folder]`: what happened when, in the quickfix list; events that other reports date otherwise
--- are marked.
local M = {}

local list = require("copydesk.list")
local server = require("copydesk.server")

local namespace = vim.api.nvim_create_namespace("copydesk.timeline")

local function file(event)
  return vim.fs.basename(vim.uri_to_fname(event.uri))
end

--- As the list's own lines have it, so that its colors fit: they end at the second bar.
local function place(event)
  return ("%s|%d|"):format(file(event), event.range.start.line + 1)
end

--- "≠ Tuesday 5 March 2024 in b.txt"
local function conflicts(event, events)
  local others = vim.tbl_map(function(index)
    local other = events[index + 1]
    return ("≠ %s in %s"):format(other.when, file(other))
  end, event.conflicts)
  return table.concat(others, ", ")
end

local function widest(texts)
  return vim.iter(texts):map(vim.fn.strdisplaywidth):fold(0, math.max)
end

local function padded(text, width)
  return text .. (" "):rep(width - vim.fn.strdisplaywidth(text))
end

--- The lines of the list: when, where, what. The list asks for all of them, or for some that were added.
local function line_maker(events)
  local when = widest(vim.iter(events):map(function(event)
    return event.when
  end):totable())
  local where = widest(vim.iter(events):map(place):totable())
  return function(range)
    local lines = {}
    for index = range.start_idx, range.end_idx do
      local event = events[index]
      local differs = conflicts(event, events)
      local what = (differs == "" and "" or differs .. "  ") .. event.sentence
      lines[#lines + 1] = ("%s  %s %s"):format(padded(event.when, when), padded(place(event), where), what)
    end
    return lines
  end
end

--- The events of the lists that are still there, by the lists' ids.
local shown = {}

--- Dates stand out, and conflicts more so. Whatever fills the window takes the colors of the list before it away.
local function color(bufnr)
  vim.api.nvim_buf_clear_namespace(bufnr, namespace, 0, -1)
  local now = vim.fn.getqflist({ id = 0, qfbufnr = 0 })
  local events = now.qfbufnr == bufnr and shown[now.id] or {}
  for index, event in ipairs(events) do
    local line = vim.api.nvim_buf_get_lines(bufnr, index - 1, index, false)[1] or ""
    for words, group in pairs({ [event.when] = "Title", [conflicts(event, events)] = "DiagnosticWarn" }) do
      local from, to = line:find(words, 1, true)
      if from and words ~= "" then
        vim.api.nvim_buf_set_extmark(bufnr, namespace, index - 1, from - 1, { end_col = to, hl_group = group })
      end
    end
  end
end

vim.api.nvim_create_autocmd("BufReadPost", {
  group = vim.api.nvim_create_augroup("copydesk.timeline", {}),
  pattern = "quickfix",
  callback = function(event)
    color(event.buf)
  end,
})

local function finish(events, title, encoding)
  local item = list.maker(encoding)
  local items = vim.tbl_map(function(event)
    local rest = { text = event.sentence, type = #event.conflicts > 0 and "W" or nil }
    return item(vim.uri_to_fname(event.uri), event.range, rest)
  end, events)
  list.show({ title = title, items = items, quickfixtextfunc = line_maker(events) })
  for id in pairs(shown) do
    shown[id] = vim.fn.getqflist({ id = id }).id == id and shown[id] or nil
  end
  shown[vim.fn.getqflist({ id = 0 }).id] = events
  -- The list is what was asked for: <CR> in it goes to the place.
  vim.cmd.copen()
  color(vim.api.nvim_get_current_buf())
  local reports = {}
  local odd = 0
  for _, event in ipairs(events) do
    reports[event.uri] = true
    odd = odd + #event.conflicts
  end
  local counts = { list.count(#events, "event"), " in ", list.count(vim.tbl_count(reports), "report") }
  -- Each pair is one conflict, and is marked on both sides.
  if odd > 0 then
    vim.list_extend(counts, { ", ", list.count(odd / 2, "conflict") })
  end
  server.say(table.concat(counts), vim.log.levels.INFO)
end

---@return string[]
function M.scopes()
  return { "folder" }
end

---@param scope? string "folder", or the current article and the reports that are compared with it
function M.show(scope)
  if scope and scope ~= "folder" then
    server.say(("no timeline of “%s”; there are: :Copydesk timeline, :Copydesk timeline folder"):format(scope))
    return
  end
  local uri = vim.uri_from_bufnr(0)
  local name = vim.fs.basename(vim.uri_to_fname(uri))
  server.ask("copydesk.timeline", scope and {} or { uri }, function(answer, client)
    local of = scope and "this folder" or name
    if #answer.events == 0 then
      local none = scope and "no report of this folder tells of a day"
        or ("neither %s nor a report that is compared with it tells of a day"):format(name)
      server.say(server.is_reading(client) or none)
      return
    end
    finish(answer.events, "Timeline of " .. of, client.offset_encoding)
  end)
end

return M
