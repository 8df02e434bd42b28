--- `:Copydesk entities [WORDS]`: who and what the folder names; choosing lists the mentions and goes to the first.
local M = {}

local list = require("copydesk.list")
local server = require("copydesk.server")

local PATIENCE_MS = 1000

local function reports(entity)
  local known = {}
  for _, mention in ipairs(entity.mentions) do
    known[mention.uri] = true
  end
  return vim.tbl_count(known)
end

--- "Latif Nazari (person): deputy economy minister, 9 mentions in 4 reports"
local function words(entity)
  local counts = ("%s in %s"):format(list.count(#entity.mentions, "mention"), list.count(reports(entity), "report"))
  local role = entity.roles[1] and entity.roles[1].title
  local kind = entity.kind == "unknown" and "" or (" (%s)"):format(entity.kind)
  return ("%s%s: %s%s"):format(entity.name, kind, role and role .. ", " or "", counts)
end

--- Whether each word is in the name or in an alias.
local function is_meant(entity, wanted)
  local forms = table.concat(vim.list_extend({ entity.name }, entity.aliases), "\n"):lower()
  return vim.iter(wanted):all(function(word)
    return forms:find(word:lower(), 1, true) ~= nil
  end)
end

---@param places lsp.Location[]
local function show(title, places, client)
  local item = list.maker(client.offset_encoding)
  local items = vim.tbl_map(function(place)
    return item(vim.uri_to_fname(place.uri), place.range)
  end, places)
  list.show({ title = title, items = items })
end

local function show_mentions(entity, client)
  show("Mentions of " .. entity.name, entity.mentions, client)
  vim.cmd("silent cfirst")
end

--- What the lens above an entry of the register opens.
---@param lens lsp.Command with the register's address, the lens's position and the places
---@param client_id integer
function M.show_lens(lens, client_id)
  local client = vim.lsp.get_client_by_id(client_id)
  if client then
    show(lens.title, lens.arguments[3], client)
  end
end

---@param ... string words of the name; without any, all names are offered
function M.choose(...)
  local wanted = { ... }
  server.ask("copydesk.entities", {}, function(answer, client)
    local found = vim.tbl_filter(function(entity)
      return #entity.mentions > 0 and is_meant(entity, wanted)
    end, answer.entities)
    table.sort(found, function(one, other)
      if #one.mentions ~= #other.mentions then
        return #one.mentions > #other.mentions
      end
      return one.name < other.name
    end)
    if #found == 0 then
      local about = #wanted > 0 and (" with “%s”"):format(table.concat(wanted, " ")) or ""
      server.say(server.is_reading(client) or ("there is no name%s in this folder"):format(about))
    elseif #found == 1 then
      show_mentions(found[1], client)
    else
      local options = { prompt = "Who or what", kind = "copydesk.entities", format_item = words }
      vim.ui.select(found, options, function(entity)
        if entity then
          show_mentions(entity, client)
        end
      end)
    end
  end)
end

--- The words that names are made of, for completion.
---@return string[]
function M.words()
  local client = server.reader()
  local parameters = { command = "copydesk.entities", arguments = {} }
  local answer = client and client:request_sync("workspace/executeCommand", parameters, PATIENCE_MS)
  local known = {}
  for _, entity in ipairs(answer and answer.result and answer.result.entities or {}) do
    for word in entity.name:gmatch("%S+") do
      known[word] = true
    end
  end
  local all = vim.tbl_keys(known)
  table.sort(all)
  return all
end

return M
