--- `:Copydesk related`: the reports that speak of the same, with the reasons; choosing opens one.
local M = {}

local server = require("copydesk.server")

--- "Nazari asks builders back (2025-03-25): Latif Nazari, Nippon Foundation"
local function words(report)
  local date = type(report.date) == "string" and report.date or "undated"
  local reasons = table.concat(report.reasons, ", ")
  return ("%s (%s)%s"):format(report.title, date, reasons == "" and "" or ": " .. reasons)
end

---@param uri? string the article; by default the current buffer's
function M.choose(uri)
  uri = uri or vim.uri_from_bufnr(0)
  local name = vim.fs.basename(vim.uri_to_fname(uri))
  server.ask("copydesk.related", { uri }, function(answer, client)
    local article = answer.articles[1]
    if not article then
      server.say(server.is_reading(client) or ("%s is no article of this folder"):format(name))
      return
    elseif #article.related == 0 then
      server.say(server.is_reading(client) or ("no other report speaks of the same as %s"):format(name))
      return
    end
    local options = { prompt = "Reports related to " .. name, kind = "copydesk.related", format_item = words }
    vim.ui.select(article.related, options, function(report)
      if report then
        vim.lsp.util.show_document({ uri = report.uri }, client.offset_encoding, { focus = true })
      end
    end)
  end)
end

return M
