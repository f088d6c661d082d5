using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Customers;

/// <summary>Reads what is written of sites and contacts.</summary>
internal static class PartPatchMessages
{
    /// <summary>Reads a part whole, to be added.</summary>
    /// <param name="given">The part.</param>
    /// <param name="root">The field that it is given in.</param>
    /// <param name="fields">What can be written of it.</param>
    /// <param name="checks">Told what is wrong.</param>
    public static PartPatch<TPart> Whole<TPart>(IMessage given, string root, IReadOnlyDictionary<string, PartField<TPart>> fields, RequestChecks checks)
    {
        var patch = new PartPatch<TPart>();
        patch.Read("", given, root, fields, checks);
        return patch;
    }

    /// <summary>Reads what a mask names of a part.</summary>
    public static PartPatch<TPart> Masked<TPart>(
        FieldMask mask, IMessage given, string root, IReadOnlyDictionary<string, PartField<TPart>> fields, RequestChecks checks)
    {
        var patch = new PartPatch<TPart>();
        if (mask.Paths.Count == 0)
            checks.Add(FieldFaults.Required("update_mask"));
        for (var i = 0; i < mask.Paths.Count; i++)
            if (mask.Paths[i].Length == 0 || !patch.Read(mask.Paths[i], given, root, fields, checks))
                checks.Add(FieldFaults.NotWritable(Invariant($"update_mask.paths[{i}]")));
        return patch;
    }

    /// <summary>Reads a field of a part, or all within it.</summary>
    /// <param name="patch">Told the new values.</param>
    /// <param name="path">The path of the field; empty: all of the part.</param>
    /// <param name="given">The part, as far as it is given.</param>
    /// <param name="root">The field that it is given in.</param>
    /// <param name="fields">What can be written of it.</param>
    /// <param name="checks">Told what is wrong.</param>
    /// <returns>Whether there is such a field.</returns>
    public static bool Read<TPart>(
        this PartPatch<TPart> patch, string path, IMessage given, string root, IReadOnlyDictionary<string, PartField<TPart>> fields, RequestChecks checks)
    {
        var isAny = false;
        foreach (var (name, field) in fields)
        {
            if (path.Length > 0 && name != path && !name.StartsWith(path + ".", StringComparison.Ordinal))
                continue;
            isAny = true;
            var (full, value) = ($"{root}.{name}", TextAt(given, name));
            patch.Set(name, field, field.IsRequired ? checks.RequiredText(full, value, field.Kind) : checks.Text(full, value, field.Kind));
        }
        return isAny;
    }

    /// <summary>Refuses who may not write the INSEE code and names it. An address as a whole leaves it out, or as it is: <see cref="SiteAddresses"/>.</summary>
    /// <exception cref="Fault">PERMISSION_DENIED, with the roles that may.</exception>
    public static void RequireMayWrite(Actor actor, FieldMask mask)
    {
        foreach (var path in mask.Paths)
            if (path == PartFields.InseeCode || path.EndsWith("." + PartFields.InseeCode, StringComparison.Ordinal))
                SiteAddresses.RequireMayGiveInseeCode(actor, path);
    }

    /// <summary>The text at a path of a message; in one that is not given: empty.</summary>
    private static string TextAt(IMessage message, string path)
    {
        object? value = message;
        foreach (var name in path.Split('.'))
            value = value is IMessage holder ? holder.Descriptor.FindFieldByName(name).Accessor.GetValue(holder) : null;
        return (string?)value ?? "";
    }
}
