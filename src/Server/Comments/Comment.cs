using Microsoft.EntityFrameworkCore;
using MyOpenIP.Server.Security;

namespace MyOpenIP.Server.Comments;

/// <summary>A comment in the thread of an amendment, which goes on with its order. Appended, never changed.</summary>
internal sealed class Comment
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>The amendment.</summary>
    public required string AmendmentNumber { get; set; }

    /// <summary>1 for the first, without hole.</summary>
    public required int Number { get; set; }

    /// <summary>What is said.</summary>
    public required string Text { get; set; }

    /// <summary>Identifier of who says it.</summary>
    public required string Author { get; set; }

    /// <summary>The role in which it is said.</summary>
    public required ActorRole Role { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>Keys of comments.</summary>
internal static class CommentsModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Comment>().HasKey(c => new { c.Reseller, c.AmendmentNumber, c.Number });
}
