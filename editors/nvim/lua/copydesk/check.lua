--- `:Copydesk check`: the desk check of the whole folder, in the quickfix list.
local M = {}

local server = require("copydesk.server")

local TYPES = { error = "E", warning = "W", information = "I", hint = "N" }

--- The command's exit codes are 0 (clean), 1 (findings) and 2 (could not run).
local COULD_NOT_RUN = 2

--- The command counts columns in characters, the quickfix list in bytes.
local function byte_column(line, column)
  local counted, index = pcall(vim.str_byteindex, line or "", "utf-32", column - 1, false)
  return counted and line and index + 1 or column
end

local function lines_of(path)
  local readable, lines = pcall(vim.fn.readfile, path)
  return readable and lines or {}
end

---@param findings table[] as `copydesk check --format json` prints them
---@param folder string what their paths are relative to
local function quickfix_items(findings, folder)
  local lines = vim.defaulttable(lines_of)
  return vim.tbl_map(function(finding)
    local path = vim.fs.joinpath(folder, finding.path)
    local from, to = finding.range.start, finding.range["end"]
    return {
      filename = path,
      lnum = from.line,
      col = byte_column(lines[path][from.line], from.column),
      end_lnum = to.line,
      end_col = byte_column(lines[path][to.line], to.column),
      type = TYPES[finding.severity],
      text = ("%s [%s]"):format(finding.message, finding.rule),
    }
  end, findings)
end

local function has_unsaved(folder)
  return vim.iter(server.clients()):any(function(client)
    return client.root_dir == folder
      and vim.iter(vim.tbl_keys(client.attached_buffers)):any(function(bufnr)
        return vim.bo[bufnr].modified
      end)
  end)
end

--- Opens the list and leaves the cursor where the person is writing.
local function open_list()
  local window = vim.api.nvim_get_current_win()
  vim.cmd("botright cwindow")
  vim.api.nvim_set_current_win(window)
end

local function finish(result, folder)
  local decoded, report = pcall(vim.json.decode, result.stdout)
  if result.code >= COULD_NOT_RUN or not decoded then
    vim.notify("Copydesk: the check could not run: " .. vim.trim(result.stderr), vim.log.levels.ERROR)
    return
  end
  local items = quickfix_items(report.findings, folder)
  vim.fn.setqflist({}, " ", { title = "copydesk check " .. vim.fn.fnamemodify(folder, ":~"), items = items })
  open_list()
  local note = has_unsaved(folder) and " (what is not saved is not in it)" or ""
  vim.notify(("Copydesk: %d %s%s"):format(#items, #items == 1 and "finding" or "findings", note))
end

function M.run()
  local folder = server.folder(vim.api.nvim_get_current_buf())
  server.system({ "check", "--format", "json", "." }, { cwd = folder, text = true }, function(result)
    vim.schedule(function()
      finish(result, folder)
    end)
  end)
end

return M
