--- `:Copydesk check`: the desk check of the whole folder, in the quickfix list.
local M = {}

local list = require("copydesk.list")
local server = require("copydesk.server")

local TYPES = { error = "E", warning = "W", information = "I", hint = "N" }

--- The command's exit codes are 0 (clean), 1 (findings) and 2 (could not run).
local COULD_NOT_RUN = 2

--- The command counts lines and columns from 1, in characters.
local function from_0(place)
  return { line = place.line - 1, character = place.column - 1 }
end

---@param findings table[] as `copydesk check --format json` prints them
---@param folder string what their paths are relative to
local function quickfix_items(findings, folder)
  local item = list.maker("utf-32")
  return vim.tbl_map(function(finding)
    local range = { start = from_0(finding.range.start), ["end"] = from_0(finding.range["end"]) }
    local text = ("%s [%s]"):format(finding.message, finding.rule)
    return item(vim.fs.joinpath(folder, finding.path), range, { type = TYPES[finding.severity], text = text })
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

local function finish(result, folder)
  local decoded, report = pcall(vim.json.decode, result.stdout)
  if result.code >= COULD_NOT_RUN or not decoded then
    server.say("the check could not run: " .. vim.trim(result.stderr), vim.log.levels.ERROR)
    return
  end
  local items = quickfix_items(report.findings, folder)
  list.show({ title = "copydesk check " .. vim.fn.fnamemodify(folder, ":~"), items = items })
  local note = has_unsaved(folder) and " (what is not saved is not in it)" or ""
  server.say(list.count(#items, "finding") .. note, vim.log.levels.INFO)
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
