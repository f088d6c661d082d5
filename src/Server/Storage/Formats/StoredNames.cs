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
    private readonly FrozenDictionary<TCore, TStored> stored;
    private readonly FrozenDictionary<TStored, TCore> core;

    /// <summary>Pairs every value of the core with its own.</summary>
    public StoredNames(params (TCore Core, TStored Stored)[] pairs)
    {
        stored = pairs.ToFrozenDictionary(p => p.Core, p => p.Stored);
        core = pairs.ToFrozenDictionary(p => p.Stored, p => p.Core);
    }

    /// <summary>What is stored of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value that storage does not know.</exception>
    public TStored Of(TCore value) => stored.TryGetValue(value, out var known)
        ? known
        : throw new ArgumentOutOfRangeException(nameof(value), value, $"Storage has no name for this {typeof(TCore).Name}.");

    /// <summary>The value that was stored.</summary>
    /// <exception cref="InvalidDataException">Nothing of this build: the bytes are of a later one, or damaged.</exception>
    public TCore Read(TStored value) => core.TryGetValue(value, out var known)
        ? known
        : throw new InvalidDataException($"{value} is no stored {typeof(TCore).Name} that this build knows.");

    /// <summary>Writes a value.</summary>
    public void Write(ProtoWriter writer, int field, TCore value) => writer.Number(field, ((IConvertible)Of(value)).ToInt32(CultureInfo.InvariantCulture));
}
