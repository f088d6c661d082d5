using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyOpenIP.Server.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class OutboxDue : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "DueAt",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<int>(
                name: "Unfinished",
                table: "Outbox",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // What waits since before is due since it may be taken up.
            migrationBuilder.Sql("""UPDATE "Outbox" SET "DueAt" = "NotBefore" """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "DueAt",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "Unfinished",
                table: "Outbox");
        }
    }
}
