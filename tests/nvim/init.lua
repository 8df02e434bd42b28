-- What tests/nvim/look starts Neovim with: the plugin, and findings beside the line, while typing.
local here = vim.fs.dirname(vim.fs.abspath(debug.getinfo(1, "S").source:sub(2)))
vim.opt.runtimepath:prepend(vim.fs.normalize(vim.fs.joinpath(here, "../../editors/nvim")))
vim.lsp.enable("copydesk")

vim.diagnostic.config({ virtual_text = { spacing = 1, prefix = "" }, update_in_insert = true, severity_sort = true })
vim.o.winborder = "rounded"
vim.o.linebreak = true
vim.o.number = true
vim.o.numberwidth = 3
vim.o.hlsearch = false
vim.o.swapfile = false
vim.o.shortmess = vim.o.shortmess .. "I"
vim.api.nvim_set_hl(0, "LspReferenceTarget", { bold = true, underline = true })
