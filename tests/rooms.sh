# The rooms of tests/rooms.txt, for scripts that source this file: $rooms are all of them, from the
# ground up, and rooms_below ROOM says what one stands on, all the way down.

rooms_table=${rooms_table:-$(dirname -- "$0")/rooms.txt}
rooms=$(awk '/^[^#]/ && $2 != "in" { print $1 }' "$rooms_table")

# room_of FOLDER: the room that it is, or is in; nothing where the table does not have it.
room_of() {
    awk -v folder="$1" '$1 == folder { print $2 == "in" ? $3 : $1 }' "$rooms_table"
}

# folders_of ROOM: its own and those that are in it.
folders_of() {
    awk -v room="$1" '$1 == room || ($2 == "in" && $3 == room) { print $1 }' "$rooms_table"
}

# rooms_below ROOM: on one line, the room itself not among them.
rooms_below() {
    awk -v room="$1" '
        /^[^#]/ && $2 != "in" { for (i = 2; i <= NF; i++) direct[$1] = direct[$1] " " $i }
        function visit(name, parts, count, i) {
            count = split(direct[name], parts, " ")
            for (i = 1; i <= count; i++)
                if (!(parts[i] in seen)) {
                    seen[parts[i]] = 1
                    visit(parts[i])
                    printf "%s ", parts[i]
                }
        }
        END { visit(room) }' "$rooms_table"
}

# archive_of BUILD_ROOT ROOM: its library.
archive_of() {
    printf '%s/src/%s/lib%s.a' "$1" "$2" "$(printf '%s' "$2" | tr / _)"
}
