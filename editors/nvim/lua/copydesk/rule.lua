--- `:Copydesk rule [NAME]`: a rule's page, beside the article.
local M = {}

local server = require("copydesk.server")

--- The names of all rules, from the indented lines of `copydesk rules`.
---@return string[]
function M.names()
  local process = server.system({ "rules" }, { text = true })
  local listing = process and process:wait().stdout or ""
  local names = {}
  for name in ("\n" .. listing):gmatch("\n%s+([%w-]+)") do
    names[#names + 1] = name
  end
  return names
end

--- The rules that speak at the cursor; where none does, those of its line.
local function rules_at_cursor()
  local row, column = unpack(vim.api.nvim_win_get_cursor(0))
  local of_line, at_cursor = {}, {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0, { lnum = row - 1 })) do
    if diagnostic.source == server.NAME and diagnostic.code then
      local ends_here = diagnostic.end_lnum == row - 1
      local is_at_cursor = diagnostic.col <= column and (not ends_here or column < diagnostic.end_col)
      of_line[diagnostic.code] = true
      at_cursor[diagnostic.code] = is_at_cursor or nil
    end
  end
  local rules = vim.tbl_keys(next(at_cursor) and at_cursor or of_line)
  table.sort(rules)
  return rules
end

local function open_page(name, page)
  local title = "copydesk://rule/" .. name
  local bufnr = vim.fn.bufadd(title)
  vim.fn.bufload(bufnr)
  vim.bo[bufnr].buftype = "nofile"
  vim.bo[bufnr].swapfile = false
  vim.bo[bufnr].modifiable = true
  vim.api.nvim_buf_set_lines(bufnr, 0, -1, false, vim.split(vim.trim(page), "\n"))
  vim.bo[bufnr].modifiable = false
  vim.bo[bufnr].filetype = "markdown"
  local window = vim.fn.bufwinid(bufnr)
  if window ~= -1 then
    vim.api.nvim_set_current_win(window)
  else
    vim.cmd.sbuffer(bufnr)
  end
end

local function show(name)
  local process = server.system({ "rules", name }, { text = true })
  if not process then
    return
  end
  local result = process:wait()
  if result.code == 0 then
    open_page(name, result.stdout)
  else
    vim.notify("Copydesk: " .. vim.trim(result.stderr), vim.log.levels.ERROR)
  end
end

---@param name? string without one, the rule of the diagnostic under the cursor
function M.show(name)
  local names = name and { name } or rules_at_cursor()
  if #names == 0 then
    vim.notify("Copydesk: no finding on this line. Name a rule: :Copydesk rule NAME", vim.log.levels.WARN)
  elseif #names == 1 then
    show(names[1])
  else
    vim.ui.select(names, { prompt = "Which rule?" }, function(choice)
      if choice then
        show(choice)
      end
    end)
  end
end

return M
