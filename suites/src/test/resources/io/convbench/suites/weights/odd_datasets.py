"""Writes odd_datasets.h5.gz and odd_old_datasets.h5.gz: small datasets of types and in storage that
HDF5 allows but Keras does not write, in the structures of HDF5 1.10 and 1.8. Those under "read" hold
element i = (i - 3) / 4, integers i; those under "refuse" have no right values for each element.
Made with h5py 3.14.0 (HDF5 1.14.6)."""

import ctypes
import glob
import gzip
import os
import zlib

import h5py
import numpy as np
from h5py import h5d, h5p, h5s, h5t

FILE = "odd_datasets.h5"
libhdf5 = ctypes.CDLL(glob.glob(os.path.dirname(h5py.__file__) + "/../h5py.libs/libhdf5-*")[0])


def numbers(shape):
    return ((np.arange(np.prod(shape)) - 3) / 4).astype("f4").reshape(shape)


def counts(shape, kind):
    return np.arange(np.prod(shape)).astype(kind).reshape(shape)


def float_type(base, size, fields, bias):
    t = base.copy()
    t.set_fields(*fields)
    t.set_size(size)
    t.set_ebias(bias)
    return t


def raw(group, name, type_id, shape, values=None, dcpl=None, largest=None):
    """Lets HDF5 convert the values from their own type."""
    space = h5s.create_simple(shape, largest) if shape else h5s.create(h5s.SCALAR)
    data = h5d.create(group.id, name.encode(), type_id, space, dcpl)
    if values is not None:
        data.write(h5s.ALL, h5s.ALL, np.ascontiguousarray(values))
    return data


def chunked(shape, *filters):
    dcpl = h5p.create(h5p.DATASET_CREATE)
    dcpl.set_chunk(shape)
    for add in filters:
        add(dcpl)
    return dcpl


FIELDS_BF16 = (15, 7, 8, 0, 7)
bf16 = float_type(h5t.IEEE_F32LE, 2, FIELDS_BF16, 127)
bf16be = float_type(h5t.IEEE_F32BE, 2, FIELDS_BF16, 127)

with h5py.File(FILE, "w", libver="latest") as f:
    read = f.create_group("read")
    for name, kind in dict(
        half="<f2", half_big="<f2", single_big=">f4", double="<f8", double_big=">f8"
    ).items():
        read[name] = numbers((2, 3)).astype(kind.replace("<f2", ">f2" if "big" in name else "<f2"))
    raw(read, "bfloat16", bf16, (2, 3), numbers((2, 3)))
    raw(read, "bfloat16_big", bf16be, (2, 3), numbers((2, 3)))
    for kind in "i1", "u1", "<i2", ">i2", "<u2", "<i4", "<u4", ">u4", "<i8", ">i8":
        read["integer_" + kind.replace("<", "").replace(">", "big_")] = counts((2, 3), kind)
    compact = h5p.create(h5p.DATASET_CREATE)
    compact.set_layout(h5d.COMPACT)
    raw(read, "compact", h5t.IEEE_F32LE, (2, 3), numbers((2, 3)), compact)
    shape, part = (5, 6), (2, 4)
    for name, filters in dict(
        plain=[],
        deflate=[lambda d: d.set_deflate(6)],
        shuffle_deflate=[lambda d: d.set_shuffle(), lambda d: d.set_deflate(6)],
        deflate_checksum=[lambda d: d.set_deflate(6), lambda d: d.set_fletcher32()],
        checksum_shuffle_deflate=[
            lambda d: d.set_fletcher32(),
            lambda d: d.set_shuffle(),
            lambda d: d.set_deflate(6),
        ],
        lzf=[lambda d: d.set_shuffle(), lambda d: d.set_filter(h5py.h5z.FILTER_LZF)],
    ).items():
        raw(read, "chunks_" + name, h5t.IEEE_F32LE, shape, numbers(shape), chunked(part, *filters))
    raw(
        read,
        "chunks_shuffle",
        h5t.IEEE_F32LE,
        (4, 8),
        numbers((4, 8)),
        chunked(part, lambda d: d.set_shuffle()),
    )
    early = chunked(part)
    early.set_alloc_time(h5d.ALLOC_TIME_EARLY)
    raw(read, "chunks_implicit", h5t.IEEE_F32LE, shape, numbers(shape), early)
    raw(read, "chunks_single", h5t.IEEE_F32LE, shape, numbers(shape), chunked(shape))
    for name, grow in dict(first=(None, 6), both=(None, None)).items():
        read.create_dataset("chunks_grow_" + name, data=numbers(shape), chunks=part, maxshape=grow)
    masked = read.create_dataset(
        "chunks_stored_without_filters", shape, "f4", chunks=shape, compression="gzip", shuffle=True
    )
    masked.id.write_direct_chunk((0, 0), numbers(shape).tobytes(), filter_mask=3)

    def refuse(name):
        return f.create_group("refuse/" + name)

    raw(
        refuse("other_16_bit_float"),
        "data",
        float_type(h5t.IEEE_F32LE, 2, (15, 9, 6, 0, 9), 31),
        (6,),
        numbers((6,)),
    )
    raw(
        refuse("half_of_another_bias"),
        "data",
        float_type(h5t.IEEE_F16LE, 2, (15, 10, 5, 0, 10), 20),
        (6,),
        numbers((6,)),
    )
    padded = h5t.IEEE_F32LE.copy()
    padded.set_precision(32)
    padded.set_size(8)
    raw(refuse("single_in_8_bytes"), "data", padded, (6,), numbers((6,)))
    for order, base in dict(low=h5t.STD_I32LE, high=h5t.STD_I32LE).items():
        t = base.copy()
        t.set_precision(20)
        t.set_offset(0 if order == "low" else 12)
        raw(refuse("integer_20_bits_" + order), "data", t, (6,), counts((6,), "i4"))
    raw(refuse("integer_u8"), "data", h5t.STD_U64LE, (6,), counts((6,), "u8"))
    raw(refuse("double_too_large"), "data", h5t.IEEE_F64LE, (2,), np.array([1, 1e300]))
    raw(refuse("bits"), "data", h5t.STD_B32LE, (2,))
    f["committed_type"] = np.dtype("f4")
    refuse("committed").create_dataset("data", data=numbers((6,)), dtype=f["committed_type"])
    raw(refuse("never_written"), "data", h5t.IEEE_F32LE, (6,))
    refuse("never_written_filled").create_dataset("data", (6,), "f4", fillvalue=7)
    refuse("null").create_dataset("data", dtype="f4", shape=None)
    refuse("chunks_never_written").create_dataset("data", shape, "f4", chunks=part, fillvalue=7)
    for name, more in dict(
        fixed={},
        filtered=dict(compression="gzip"),
        grow_first=dict(maxshape=(None, 6)),
        grow_both=dict(maxshape=(None, None)),
    ).items():
        some = refuse("chunks_partly_written_" + name).create_dataset(
            "data", shape, "f4", chunks=part, fillvalue=7, **more
        )
        some[0:2, 4:6] = 1
        some[4, 0:4] = 1
    for name, grow in dict(second=(5, None), bounded=(8, 12), first_bounded=(None, 12)).items():
        refuse("chunks_grow_" + name).create_dataset(
            "data", data=numbers(shape), chunks=part, maxshape=grow
        )
    refuse("scale_offset").create_dataset("data", data=numbers(shape), chunks=part, scaleoffset=2)
    nbit = chunked(part)
    libhdf5.H5Pset_nbit(ctypes.c_int64(nbit.id))
    raw(refuse("n_bit"), "data", h5t.IEEE_F32LE, shape, numbers(shape), nbit)
    for name, filters in dict(
        shuffle=[lambda d: d.set_shuffle()], deflate=[lambda d: d.set_deflate(6)]
    ).items():
        dcpl = chunked(part, *filters)
        # H5D_CHUNK_DONT_FILTER_PARTIAL_CHUNKS
        libhdf5.H5Pset_chunk_opts(ctypes.c_int64(dcpl.id), ctypes.c_uint(2))
        raw(
            refuse("partial_chunks_unfiltered_" + name),
            "data",
            h5t.IEEE_F32LE,
            shape,
            numbers(shape),
            dcpl,
        )
    wrong = refuse("wrong_checksum").create_dataset(
        "data", shape, "f4", chunks=shape, fletcher32=True
    )
    wrong.id.write_direct_chunk((0, 0), numbers(shape).tobytes() + b"\1\2\3\4")
    bomb = refuse("bomb").create_dataset("data", (6,), "f4", chunks=(6,), compression="gzip")
    bomb.id.write_direct_chunk((0,), zlib.compress(bytes(10_000_000)))
    short = refuse("short_chunk").create_dataset(
        "data", (6,), "f4", chunks=(6,), compression="gzip"
    )
    short.id.write_direct_chunk((0,), zlib.compress(bytes(20)))
    refuse("huge_chunks").create_dataset(
        "data", (6,), "f4", chunks=(1 << 28,), maxshape=(None,), compression="gzip"
    ).id.write_direct_chunk((0,), zlib.compress(bytes(20)))

    external = h5p.create(h5p.DATASET_CREATE)
    external.set_external(b"elsewhere.bin", 0, 24)
    raw(refuse("external"), "data", h5t.IEEE_F32LE, (6,), None, external)
    layout = h5py.VirtualLayout((6,), "f4")
    layout[:] = h5py.VirtualSource("elsewhere.h5", "data", (6,))
    refuse("virtual").create_virtual_dataset("data", layout)

# the structures of HDF5 1.8, which h5py writes unasked
with h5py.File("odd_old_datasets.h5", "w", libver="earliest") as g:
    old = g.create_group("read")
    raw(old, "old_bfloat16", bf16, (2, 3), numbers((2, 3)))
    raw(old, "old_compact", h5t.IEEE_F32LE, (2, 3), numbers((2, 3)), compact)
    for name, more in dict(
        plain={},
        deflate=dict(compression="gzip"),
        grow=dict(maxshape=(None, 12)),
        lzf=dict(compression="lzf", shuffle=True),
        checksum=dict(fletcher32=True),
        shuffle=dict(shuffle=True),
    ).items():
        old.create_dataset("old_chunks_" + name, data=numbers(shape), chunks=part, **more)
    masked = old.create_dataset(
        "old_chunks_stored_without_filters",
        shape,
        "f4",
        chunks=shape,
        compression="gzip",
        shuffle=True,
    )
    masked.id.write_direct_chunk((0, 0), numbers(shape).tobytes(), filter_mask=3)

    def refuse(name):
        return g.create_group("refuse/" + name)

    refuse("boolean")["data"] = np.array([True, False])
    refuse("compound")["data"] = np.zeros(2, [("a", "f4"), ("b", "f4")])
    refuse("complex")["data"] = np.zeros(2, "c8")
    refuse("text")["data"] = np.array(["a", "b"], "S1")
    refuse("array").create_dataset("data", (2,), np.dtype(("f4", (3,))))
    refuse("varying").create_dataset("data", (2,), h5py.vlen_dtype("f4"))
    refuse("reference").create_dataset("data", (2,), h5py.ref_dtype)
    g["committed_type"] = np.dtype("f4")
    refuse("old_committed").create_dataset("data", data=numbers((6,)), dtype=g["committed_type"])
    raw(refuse("old_never_written"), "data", h5t.IEEE_F32LE, (6,))
    refuse("old_chunks_never_written").create_dataset("data", shape, "f4", chunks=part, fillvalue=7)
    some = refuse("old_chunks_partly_written").create_dataset(
        "data", shape, "f4", chunks=part, fillvalue=7
    )
    some[0:2, 4:6] = 1
    # variables of bfloat16 by Keras 3
    variable = g.create_dataset(
        "layers/conv2d/vars/0", data=numbers((1, 1, 3, 2)).astype("f2").view("V2")
    )
    variable.attrs["dtype"] = "bfloat16"

for name in FILE, "odd_old_datasets.h5":
    with open(name, "rb") as plain, open(name + ".gz", "wb") as target:
        with gzip.GzipFile("", "wb", 9, target, mtime=0) as packed:
            packed.write(plain.read())
