--- Places in the quickfix list, and the list in its window.
local M = {}

--- Characters that are shown before and behind the words of a place.
local AROUND = 40

--- The lines of a file, as its buffer has them where there is one.
local function lines_of(path)
  local bufnr = vim.fn.bufnr(vim.fn.fnameescape(path))
  if bufnr > 0 and vim.api.nvim_buf_is_loaded(bufnr) and vim.api.nvim_buf_get_name(bufnr) == path then
    return vim.api.nvim_buf_get_lines(bufnr, 0, -1, false)
  end
  local readable, lines = pcall(vim.fn.readfile, path)
  return readable and lines or {}
end

--- The list counts columns in bytes, from 1.
local function byte_column(line, encoding, character)
  local counted, index = pcall(vim.str_byteindex, line or "", encoding, character, false)
  return counted and line and index + 1 or character + 1
end

--- The words between two columns, with some of the line around them.
local function excerpt(line, from, to)
  local before, behind = line:sub(1, from - 1), line:sub(to)
  local length = vim.fn.strchars(before)
  local left = vim.fn.strcharpart(before, math.max(length - AROUND, 0))
  local right = vim.fn.strcharpart(behind, 0, AROUND)
  left = (#left < #before and "…" or "") .. left
  right = right .. (#right < #behind and "…" or "")
  return vim.trim(left .. line:sub(from, to - 1) .. right)
end

--- Makes items of places. Each file is read once, so one maker is for one list.
---@param encoding string how the places count: "utf-8", "utf-16" or "utf-32"
---@return fun(path: string, range: lsp.Range, rest?: table): table item with the words there, unless the rest has others
function M.maker(encoding)
  local known = {}
  return function(path, range, rest)
    known[path] = known[path] or lines_of(path)
    local from, to = range.start, range["end"]
    local line = known[path][from.line + 1]
    local item = {
      filename = path,
      lnum = from.line + 1,
      col = byte_column(line, encoding, from.character),
      end_lnum = to.line + 1,
      end_col = byte_column(known[path][to.line + 1], encoding, to.character),
    }
    local is_one_line = item.end_lnum == item.lnum
    item.text = line and excerpt(line, item.col, is_one_line and item.end_col or #line + 1) or ""
    return vim.tbl_extend("force", item, rest or {})
  end
end

--- Puts a list into the quickfix window. The cursor stays where the person is writing.
---@param what table as |setqflist-what|, with a title and items
function M.show(what)
  vim.fn.setqflist({}, " ", what)
  local window = vim.api.nvim_get_current_win()
  vim.cmd("botright cwindow")
  vim.api.nvim_set_current_win(window)
end

---@param number integer
---@param one string
function M.count(number, one)
  return ("%d %s%s"):format(number, one, number == 1 and "" or "s")
end

return M
