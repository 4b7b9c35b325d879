-- Writes the glyphs of box 0, in ems of the text: a line "width, above, below", then for each glyph
-- its pen, its size and its number in the font; an empty line ends the box. y grows downwards.
local em = tex.sp("10pt")
local file = io.open("tex.txt", "w")
file:write("# Written by tex.sh: LuaLaTeX's boxes of the formulas (modes d and t).\n")

local id = {}
for _, name in ipairs({"hlist", "vlist", "glyph", "rule", "glue", "kern", "math"}) do
    id[name] = node.id(name)
end

local function write_glyph(glyph, x, y)
    local of = font.getfont(glyph.font)
    local number = of.characters[glyph.char].index
    file:write(string.format("%.4f %.4f %.4f %d\n", x / em, -y / em, of.size / em, number))
end

local walk

local function walk_row(box, x, y)
    for n in node.traverse(box.head) do
        if n.id == id.glyph then
            write_glyph(n, x + n.xoffset, y + n.yoffset)
            x = x + n.width
        elseif n.id == id.hlist or n.id == id.vlist then
            walk(n, x, y - n.shift)
            x = x + n.width
        elseif n.id == id.rule then
            x = x + n.width
        elseif n.id == id.glue then
            x = x + node.effective_glue(n, box)
        elseif n.id == id.kern then
            x = x + n.kern
        elseif n.id == id.math then
            x = x + n.surround
        end
    end
end

local function walk_stack(box, x, y)
    y = y + box.height
    for n in node.traverse(box.head) do
        if n.id == id.hlist or n.id == id.vlist then
            y = y - n.height
            walk(n, x + n.shift, y)
            y = y - n.depth
        elseif n.id == id.rule then
            y = y - n.height - n.depth
        elseif n.id == id.glyph then
            y = y - n.height
            write_glyph(n, x, y)
            y = y - n.depth
        elseif n.id == id.glue then
            y = y - node.effective_glue(n, box)
        elseif n.id == id.kern then
            y = y - n.kern
        end
    end
end

walk = function(box, x, y)
    if box.id == id.hlist then
        walk_row(box, x, y)
    else
        walk_stack(box, x, y)
    end
end

function write_box()
    local box = tex.box[0]
    file:write(string.format("%.4f %.4f %.4f\n", box.width / em, box.height / em, box.depth / em))
    walk(box, 0, 0)
    file:write("\n")
    file:flush()
end
