"""The dump (全部数据): the whole public record as files, and the record rebuilt from them."""
