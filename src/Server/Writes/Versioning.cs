using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MyOpenIP.Server.Writes;

/// <summary>The root of an aggregate: its row version is its etag.</summary>
internal interface IVersioned
{
    /// <summary>1 when created, one more with every write that changes the aggregate; a concurrency token.</summary>
    int RowVersion { get; set; }
}

/// <summary>
/// Moves the version of every aggregate that a write changed, once, before the answer is made: its etags are those that are
/// stored. A part (a row that is deleted with its aggregate) counts as a change of the aggregate, which must therefore be
/// loaded: a token that nobody moves is a lost update.
/// </summary>
internal static class Versions
{
    private const string Outside = "MyOpenIP:OutsideVersion";

    /// <summary>Changes of this property are not changes of what the aggregate shows: they move no version.</summary>
    public static PropertyBuilder<T> IsOutsideVersion<T>(this PropertyBuilder<T> property) => property.HasAnnotation(Outside, true);

    /// <summary>Moves the versions that have not been moved since the last save.</summary>
    public static void Move(DbContext context)
    {
        foreach (var root in ChangedRoots(context))
            if (IsBehind(root))
                root.Property(nameof(IVersioned.RowVersion)).CurrentValue = root.State is EntityState.Added ? 1 : Stored(root) + 1;
    }

    /// <summary>Refuses a change whose version nobody moved.</summary>
    public static void RequireMoved(DbContext context)
    {
        foreach (var root in ChangedRoots(context))
            if (IsBehind(root))
                throw new InvalidOperationException($"{root.Metadata.ShortName()} was changed without its version: save through SaveAsync.");
    }

    private static List<EntityEntry> ChangedRoots(DbContext context)
    {
        var changed = context.ChangeTracker.Entries().Where(IsChanged).ToList();
        var roots = new List<EntityEntry>(changed.Count);
        var found = new HashSet<object>(ReferenceEqualityComparer.Instance);
        Dictionary<(IEntityType, string), EntityEntry>? tracked = null;
        foreach (var entry in changed)
            if (IsVersioned(entry.Metadata) && RootOf(entry) is var root && found.Add(root.Entity))
                roots.Add(root);
        return roots;

        EntityEntry RootOf(EntityEntry entry)
        {
            while (OwnerOf(entry.Metadata) is { } owner)
            {
                tracked ??= context.ChangeTracker.Entries().ToDictionary(e => Key(e, e.Metadata, e.Metadata.FindPrimaryKey()!.Properties));
                entry = tracked.GetValueOrDefault(Key(entry, owner.PrincipalEntityType, owner.Properties))
                    ?? throw new InvalidOperationException(
                        $"{entry.Metadata.ShortName()} was changed without its {owner.PrincipalEntityType.ShortName()}: load it first.");
            }
            return entry;
        }
    }

    private static bool IsChanged(EntityEntry entry) => entry.State is EntityState.Added or EntityState.Deleted
        || (entry.State is EntityState.Modified && entry.Properties.Any(p => p.IsModified && p.Metadata.FindAnnotation(Outside) is null))
        || (entry.State is EntityState.Modified && entry.ComplexProperties.Any(p => p.IsModified));

    private static bool IsBehind(EntityEntry root) => root.State switch
    {
        EntityState.Deleted => false,
        EntityState.Added => (int)root.Property(nameof(IVersioned.RowVersion)).CurrentValue! == 0,
        _ => (int)root.Property(nameof(IVersioned.RowVersion)).CurrentValue! == Stored(root),
    };

    private static int Stored(EntityEntry root) => (int)root.Property(nameof(IVersioned.RowVersion)).OriginalValue!;

    private static bool IsVersioned(IEntityType type) =>
        OwnerOf(type) is { } owner ? IsVersioned(owner.PrincipalEntityType) : typeof(IVersioned).IsAssignableFrom(type.ClrType);

    private static IForeignKey? OwnerOf(IEntityType type) =>
        type.GetForeignKeys().SingleOrDefault(k => k.DeleteBehavior is DeleteBehavior.Cascade);

    private static (IEntityType Type, string Key) Key(EntityEntry entry, IEntityType type, IReadOnlyList<IProperty> properties) =>
        (type, string.Join('\u001f', properties.Select(p => entry.Property(p).CurrentValue)));
}

/// <summary>Checks every save: a change whose version nobody moved is a bug, told before it is a lost update.</summary>
internal sealed class VersionInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Versions.RequireMoved(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(
        DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Versions.RequireMoved(eventData.Context!);
        return ValueTask.FromResult(result);
    }
}
