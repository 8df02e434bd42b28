-- One command. Whatever it does is read when it is first used.
if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

vim.api.nvim_create_user_command("Copydesk", function(command)
  require("copydesk.command").run(command.fargs)
end, {
  nargs = "+",
  desc = "Copydesk: related reports, timeline, entities, check of the folder, rules, the server",
  complete = function(lead, line)
    return require("copydesk.command").complete(lead, line)
  end,
})
