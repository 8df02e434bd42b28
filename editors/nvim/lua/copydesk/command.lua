--- `:Copydesk SUBCOMMAND [ARGUMENT]`
local M = {}

local none = function()
  return {}
end

---@class copydesk.Subcommand
---@field run fun(argument?: string, all: string[])
---@field complete fun(): string[]
---@field takes_more? boolean than one argument

---@type table<string, copydesk.Subcommand>
local subcommands = {
  related = {
    run = function()
      require("copydesk.related").choose()
    end,
    complete = none,
  },
  timeline = {
    run = function(scope)
      require("copydesk.timeline").show(scope)
    end,
    complete = function()
      return { "folder" }
    end,
  },
  entities = {
    run = function(_, words)
      require("copydesk.entities").choose(words)
    end,
    complete = function()
      return require("copydesk.entities").words()
    end,
    takes_more = true,
  },
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
  subcommand.run(arguments[2], vim.list_slice(arguments, 2))
end

---@param lead string what is typed of the word to complete
---@param line string the command line up to the cursor
function M.complete(lead, line)
  local words = vim.split(line, "%s+", { trimempty = true })
  local before = #words - (lead == "" and 0 or 1)
  local candidates = {}
  if before == 1 then
    candidates = names()
  else
    local subcommand = subcommands[words[2]]
    if subcommand and (before == 2 or subcommand.takes_more) then
      candidates = subcommand.complete()
    end
  end
  return vim.tbl_filter(function(candidate)
    return vim.startswith(candidate, lead)
  end, candidates)
end

return M
