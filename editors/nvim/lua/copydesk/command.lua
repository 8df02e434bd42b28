--- `:Copydesk SUBCOMMAND [ARGUMENT]`
local M = {}

local none = function()
  return {}
end

---@type table<string, { run: fun(argument?: string), complete: fun(): string[] }>
local subcommands = {
  check = {
    run = function()
      require("copydesk.check").run()
    end,
    complete = none,
  },
  rule = {
    run = function(name)
      require("copydesk.rule").show(name)
    end,
    complete = function()
      return require("copydesk.rule").names()
    end,
  },
  restart = {
    run = function()
      require("copydesk.server").restart()
    end,
    complete = none,
  },
  log = {
    run = function()
      require("copydesk.server").open_log()
    end,
    complete = none,
  },
}

local function names()
  local all = vim.tbl_keys(subcommands)
  table.sort(all)
  return all
end

---@param arguments string[] as they were typed after `:Copydesk`
function M.run(arguments)
  local subcommand = subcommands[arguments[1]]
  if not subcommand then
    local known = table.concat(names(), ", ")
    vim.notify(("Copydesk: no subcommand “%s”. There are: %s"):format(arguments[1], known), vim.log.levels.ERROR)
    return
  end
  subcommand.run(arguments[2])
end

---@param lead string what is typed of the word to complete
---@param line string the command line up to the cursor
function M.complete(lead, line)
  local words = vim.split(line, "%s+", { trimempty = true })
  local before = #words - (lead == "" and 0 or 1)
  local candidates = {}
  if before == 1 then
    candidates = names()
  elseif before == 2 and subcommands[words[2]] then
    candidates = subcommands[words[2]].complete()
  end
  return vim.tbl_filter(function(candidate)
    return vim.startswith(candidate, lead)
  end, candidates)
end

return M
