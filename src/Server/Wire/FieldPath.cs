using System.Text;

namespace MyOpenIP.Server.Wire;

/// <summary>The field that is being looked at; written out only when something is wrong with it.</summary>
internal sealed class FieldPath
{
    /// <summary>Not an entry, but the whole list.</summary>
    public const int WholeList = -1;

    private readonly List<(string Name, int Index)> parts = [];

    /// <summary>Looks into a field.</summary>
    public void Enter(string name) => parts.Add((name, WholeList));

    /// <summary>Looks at an entry of the list, or again at <see cref="WholeList"/>.</summary>
    public void At(int index) => parts[^1] = (parts[^1].Name, index);

    /// <summary>Looks at the message again that holds the field.</summary>
    public void Leave() => parts.RemoveAt(parts.Count - 1);

    /// <inheritdoc/>
    public override string ToString()
    {
        var path = new StringBuilder();
        foreach (var (name, index) in parts)
        {
            path.Append(path.Length > 0 ? "." : "").Append(name);
            if (index != WholeList)
                path.Append(Invariant($"[{index}]"));
        }
        return path.ToString();
    }
}
