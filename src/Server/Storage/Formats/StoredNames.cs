using System.Collections.Frozen;
using System.Globalization;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Storage.Formats;

/// <summary>
/// What the core calls a thing and what storage calls it, value by value: either may be renamed without the other.
/// </summary>
internal sealed class StoredNames<TCore, TStored>
    where TCore : struct, Enum
    where TStored : struct, Enum
{
    private readonly FrozenDictionary<TCore, (TStored Name, int Number)> stored;
    private readonly FrozenDictionary<TStored, TCore> core;

    /// <summary>Pairs every value of the core with its own.</summary>
    public StoredNames(params (TCore Core, TStored Stored)[] pairs)
    {
        stored = pairs.ToFrozenDictionary(p => p.Core, p => (p.Stored, Convert.ToInt32(p.Stored, CultureInfo.InvariantCulture)));
        core = pairs.ToFrozenDictionary(p => p.Stored, p => p.Core);
    }

    /// <summary>What is stored of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value that storage does not know.</exception>
    public TStored Of(TCore value) => Find(value).Name;

    /// <summary>The value that was stored.</summary>
    /// <exception cref="InvalidDataException">Nothing of this build: the bytes are of a later one, or damaged.</exception>
    public TCore Read(TStored value) => core.TryGetValue(value, out var known)
        ? known
        : throw new InvalidDataException($"{value} is no stored {typeof(TCore).Name} that this build knows.");

    /// <summary>Writes a value.</summary>
    public void Write(ProtoWriter writer, int field, TCore value) => writer.Number(field, Find(value).Number);

    /// <summary>Writes values, packed as proto3 does.</summary>
    public void Write(ProtoWriter writer, int field, IReadOnlyList<TCore> values)
    {
        if (values.Count == 0)
            return;
        var start = writer.Begin(field);
        for (var i = 0; i < values.Count; i++)
            writer.Packed(Find(values[i]).Number);
        writer.End(start);
    }

    private (TStored Name, int Number) Find(TCore value) => stored.TryGetValue(value, out var known)
        ? known
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"Storage has no name for this {typeof(TCore).Name}.");
}
