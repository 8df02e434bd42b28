--- What Neovim's own completion makes of an item.
local M = {}

local SNIPPET = vim.lsp.protocol.InsertTextFormat.Snippet

--- Neovim inserts no more of an edit than its first word, and names have several. For |vim.lsp.completion.enable()|.
---@param item lsp.CompletionItem
---@return table part of a |complete-items| entry
function M.convert(item)
  local new = item.textEdit and item.textEdit.newText
  local is_plain = new and item.insertTextFormat ~= SNIPPET and not new:find("\n", 1, true)
  return is_plain and { word = new } or {}
end

return M
