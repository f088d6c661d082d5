using Microsoft.EntityFrameworkCore;

namespace MyOpenIP.Server.Comments;

/// <summary>A comment in the thread of an amendment or of an order. Appended, never changed.</summary>
internal sealed class Comment
{
    /// <summary>Code of the reseller (tenant).</summary>
    public required string Reseller { get; set; }

    /// <summary>Number of the amendment (DEV...) or of the order (COM...).</summary>
    public required string Subject { get; set; }

    /// <summary>1 for the first, without hole.</summary>
    public required int Number { get; set; }

    /// <summary>What is said.</summary>
    public required string Text { get; set; }

    /// <summary>Identifier of who says it.</summary>
    public required string Author { get; set; }

    /// <summary>The role in which it is said.</summary>
    public required string Role { get; set; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; set; }
}

/// <summary>Keys of comments.</summary>
internal static class CommentsModel
{
    public static void Configure(ModelBuilder model) => model.Entity<Comment>().HasKey(c => new { c.Reseller, c.Subject, c.Number });
}
