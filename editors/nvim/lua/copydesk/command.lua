--- `:Copydesk SUBCOMMAND [ARGUMENT]`
local M = {}

--- What a subcommand runs: a function of a module that is read when it is first used.
local function of(module, name)
  return function(...)
    return require("copydesk." .. module)[name](...)
  end
end

--- The arguments are the words behind the subcommand; those that can be completed have words to choose from, for the
--- first argument or, with `takes_more`, for each.
---@type table<string, { run: fun(...: string), words?: (fun(): string[]), takes_more?: boolean }>
local subcommands = {
  check = { run = of("check", "run") },
  entities = { run = of("entities", "choose"), words = of("entities", "words"), takes_more = true },
  log = { run = of("server", "open_log") },
  related = { run = of("related", "choose") },
  restart = { run = of("server", "restart") },
  rule = { run = of("rule", "show"), words = of("rule", "names") },
  timeline = { run = of("timeline", "show"), words = of("timeline", "scopes") },
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
  subcommand.run(unpack(arguments, 2))
end

---@param lead string what is typed of the word to complete
---@param line string the command line up to the cursor
function M.complete(lead, line)
  local words = vim.split(line, "%s+", { trimempty = true })
  local before = #words - (lead == "" and 0 or 1)
  local subcommand = subcommands[words[2]]
  local candidates = {}
  if before == 1 then
    candidates = names()
  elseif subcommand and subcommand.words and (before == 2 or subcommand.takes_more) then
    candidates = subcommand.words()
  end
  return vim.tbl_filter(function(candidate)
    return vim.startswith(candidate, lead)
  end, candidates)
end

return M
